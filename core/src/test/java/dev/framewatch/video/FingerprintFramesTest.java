package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.testing.Images;
import dev.framewatch.video.VideoEncoding.Codec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fingerprint frames, delivered in addition to the sampled frames. */
@Timeout(60)
class FingerprintFramesTest {
    @AutoClose private static VideoDecoder decoder;

    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        decoder = new VideoDecoder();
    }

    private static List<FingerprintFrame> fingerprintFrames(Path video, Sampling sampling)
            throws UnreadableVideoException {
        List<FingerprintFrame> fingerprintFrames = new ArrayList<>();
        try (FrameStream stream = decoder.open(video, sampling)) {
            while (stream.next() != null) {
                fingerprintFrames.addAll(stream.drainFingerprintFrames());
            }
            fingerprintFrames.addAll(stream.drainFingerprintFrames());
        }
        return fingerprintFrames;
    }

    @Test
    void thereAreFourASecondHoweverSeldomFramesAre() throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mp4"), Codec.H264, 60, 12);
        for (double every : new double[] {0.5, 1, 60}) {
            List<FingerprintFrame> actual =
                    fingerprintFrames(clip, Sampling.every(every).withFingerprintFrames());
            assertThat(actual)
                    .extracting(FingerprintFrame::seconds)
                    .isSorted()
                    .hasSizeBetween(18, 20);
            assertThat(actual.getFirst().seconds()).isZero();
            assertThat(actual.getLast().seconds()).isGreaterThan(4.5);
        }
    }

    @Test
    void thereAreNoneUnlessTheyAreWanted() throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mp4"), Codec.H264, 24, 12);
        assertThat(fingerprintFrames(clip, Sampling.every(1))).isEmpty();
    }

    @Test
    void theNextVideoHasItsOwn() throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mp4"), Codec.H264, 24, 12);
        try (FrameStream stream = decoder.open(clip, Sampling.every(1).withFingerprintFrames())) {
            assertThat(stream.next()).isNotNull();
        }
        List<FingerprintFrame> actual =
                fingerprintFrames(clip, Sampling.every(1).withFingerprintFrames());
        assertThat(actual).hasSizeBetween(7, 8);
        assertThat(actual.getFirst().seconds()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void theyStandUprightAndShowWhatTheFrameShows(int quarterTurns) throws Exception {
        var format = new VideoEncoding(Codec.H264, 10, quarterTurns, 1, Map.of());
        Path clip = folder.resolve("turned.mp4");
        Clips.write(clip, format, 320, 192, 10, i -> i / 10.0);
        try (FrameStream stream = decoder.open(clip, Sampling.every(1).withFingerprintFrames())) {
            Frame frame = Objects.requireNonNull(stream.next());
            while (stream.next() != null) {}
            FingerprintFrame actual = stream.drainFingerprintFrames().getFirst();
            FingerprintFrame expected = FingerprintFrame.of(0, frame.image());
            assertThat(actual.width()).isEqualTo(expected.width());
            assertThat(actual.height()).isEqualTo(expected.height());
            double difference = 0;
            for (int i = 0; i < expected.grey().length; i++) {
                difference += Math.abs((expected.grey()[i] & 255) - (actual.grey()[i] & 255));
            }
            assertThat(difference / expected.grey().length).isLessThan(6);
        }
    }

    @Test
    void stillsHaveOneEach() throws Exception {
        Path stills = Files.createDirectory(folder.resolve("stills"));
        for (int i = 0; i < 3; i++) {
            Images.writePng(stills.resolve(i + ".png"), Clips.numbered(256, 160, i));
        }
        List<FingerprintFrame> actual =
                fingerprintFrames(stills, Sampling.every(2).withFingerprintFrames());
        assertThat(actual).extracting(FingerprintFrame::seconds).containsExactly(0.0, 2.0, 4.0);
        assertThat(actual)
                .allMatch(fingerprintFrame ->
                        fingerprintFrame.width() == 128 && fingerprintFrame.height() == 80);
    }
}

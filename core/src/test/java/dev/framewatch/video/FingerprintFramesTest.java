package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.video.VideoEncoding.Coding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small grey pictures beside the frames. */
@Timeout(60)
class FingerprintFramesTest {
    private static VideoDecoder decoder;

    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        decoder = new VideoDecoder();
    }

    @AfterAll
    static void stop() {
        decoder.close();
    }

    private static List<FingerprintFrame> glimpses(Path video, Sampling sampling)
            throws UnreadableVideoException {
        List<FingerprintFrame> glimpses = new ArrayList<>();
        try (FrameStream stream = decoder.open(video, sampling)) {
            while (stream.next() != null) {
                glimpses.addAll(stream.drainFingerprintFrames());
            }
            glimpses.addAll(stream.drainFingerprintFrames());
        }
        return glimpses;
    }

    @Test
    void thereAreFourASecondHoweverSeldomFramesAre() throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mp4"), Coding.H264, 60, 12);
        for (double every : new double[] {0.5, 1, 60}) {
            List<FingerprintFrame> found =
                    glimpses(clip, Sampling.every(every).withFingerprintFrames());
            assertThat(found)
                    .extracting(FingerprintFrame::seconds)
                    .isSorted()
                    .hasSizeBetween(18, 20);
            assertThat(found.getFirst().seconds()).isZero();
            assertThat(found.getLast().seconds()).isGreaterThan(4.5);
        }
    }

    @Test
    void thereAreNoneUnlessTheyAreWanted() throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mp4"), Coding.H264, 24, 12);
        assertThat(glimpses(clip, Sampling.every(1))).isEmpty();
    }

    @Test
    void theNextVideoHasItsOwn() throws Exception {
        Path clip = Clips.write(folder.resolve("clip.mp4"), Coding.H264, 24, 12);
        try (FrameStream stream = decoder.open(clip, Sampling.every(1).withFingerprintFrames())) {
            assertThat(stream.next()).isNotNull();
        }
        List<FingerprintFrame> found = glimpses(clip, Sampling.every(1).withFingerprintFrames());
        assertThat(found).hasSizeBetween(7, 8);
        assertThat(found.getFirst().seconds()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void theyStandUprightAndShowWhatTheFrameShows(int quarterTurns) throws Exception {
        var format = new VideoEncoding(Coding.H264, 10, quarterTurns, 1, Map.of());
        Path clip = folder.resolve("turned.mp4");
        Clips.write(clip, format, 320, 192, 10, i -> i / 10.0);
        try (FrameStream stream = decoder.open(clip, Sampling.every(1).withFingerprintFrames())) {
            Frame frame = Objects.requireNonNull(stream.next());
            while (stream.next() != null) {}
            FingerprintFrame seen = stream.drainFingerprintFrames().getFirst();
            FingerprintFrame wanted = FingerprintFrame.of(0, frame.picture());
            assertThat(seen.width()).isEqualTo(wanted.width());
            assertThat(seen.height()).isEqualTo(wanted.height());
            double difference = 0;
            for (int i = 0; i < wanted.grey().length; i++) {
                difference += Math.abs((wanted.grey()[i] & 255) - (seen.grey()[i] & 255));
            }
            assertThat(difference / wanted.grey().length).isLessThan(6);
        }
    }

    @Test
    void stillsHaveOneEach() throws Exception {
        Path stills = Files.createDirectory(folder.resolve("stills"));
        for (int i = 0; i < 3; i++) {
            var image = ImageFiles.image(Clips.numbered(256, 160, i));
            ImageIO.write(image, "png", stills.resolve(i + ".png").toFile());
        }
        List<FingerprintFrame> found = glimpses(stills, Sampling.every(2).withFingerprintFrames());
        assertThat(found).extracting(FingerprintFrame::seconds).containsExactly(0.0, 2.0, 4.0);
        assertThat(found)
                .allMatch(fingerprintFrame ->
                        fingerprintFrame.width() == 128 && fingerprintFrame.height() == 80);
    }
}

package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.Target;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoEncoding.Codec;
import dev.framewatch.video.VideoWriter;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small file whose timestamps claim months costs one verdict, not the scan. */
class StretchedVideoScanTest {
    private static final double STEP_SECONDS = 30 * 3600;

    @TempDir private Path folder;

    @Test
    void itIsUndecidedAndTheNextVideoIsScanned() throws Exception {
        List<Path> videos =
                List.of(
                        stretched(folder.resolve("months.mkv")),
                        LightClips.write(folder.resolve("next.mp4"), "-++-+"));
        List<VideoResult> results = scan(videos);

        assertThat(results).hasSize(2);
        assertThat(results.getFirst().targets().getFirst().verdict())
                .isInstanceOf(Verdict.Undecided.class);
        assertThat(results.getFirst().coverage().sampled()).isBetween(59 * 120, 60 * 120);
        assertThat(results.getFirst().coverage().seconds()).isGreaterThan(50 * STEP_SECONDS);
        assertThat(results.getLast().targets().getFirst().positives()).isEqualTo(3);
    }

    private List<VideoResult> scan(List<Path> videos) throws Exception {
        List<VideoResult> results = new ArrayList<>();
        List<Target> targets = List.of(LightTargets.in(folder, "light", 0));
        try (VideoDecoder decoder = new VideoDecoder();
                FrameClassifier classifier =
                        new FrameClassifier(
                                targets, _ -> new FeatureExtractor(null, null, new LightAbove()));
                Scanner scanner = new Scanner(decoder, classifier, 2)) {
            scanner.scan(videos, ScanOptions.standard(), (result, _) -> results.add(result));
        }
        return results;
    }

    /** A frame that is held until the next one would outvote all that is seen. */
    @ParameterizedTest
    @ValueSource(doubles = {600, 48 * 3600})
    void aGapInAMatchingClipIsNotSeenAndNeverNoMatch(double gapSeconds) throws Exception {
        Path clip = folder.resolve("gap.mkv");
        try (var writer = new VideoWriter(clip, 64, 64, VideoEncoding.of(Codec.H264, 1))) {
            for (int i = 0; i < 90; i++) {
                writer.add(LightClips.picture(i == 44 ? '-' : '+', i), i < 45 ? i : i + gapSeconds);
            }
            writer.finish();
        }

        assertThat(scan(List.of(clip)).getFirst().targets().getFirst().verdict())
                .isInstanceOf(Verdict.Undecided.class);
    }

    private static Path stretched(Path file) throws IOException {
        RgbImage black = new RgbImage(64, 64, new byte[3 * 64 * 64]);
        try (var writer = new VideoWriter(file, 64, 64, VideoEncoding.of(Codec.H264, 10))) {
            for (int i = 0; i < 60; i++) {
                writer.add(black, i * STEP_SECONDS);
            }
            writer.finish();
        }
        return file;
    }
}

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
        List<VideoResult> results = new ArrayList<>();
        List<Target> targets = List.of(LightTargets.in(folder, "light", 0));
        try (VideoDecoder decoder = new VideoDecoder();
                FrameClassifier classifier =
                        new FrameClassifier(
                                targets, _ -> new FeatureExtractor(null, null, new LightAbove()));
                Scanner scanner = new Scanner(decoder, classifier, 2)) {
            scanner.scan(videos, ScanOptions.standard(), (result, _) -> results.add(result));
        }

        assertThat(results).hasSize(2);
        assertThat(results.getFirst().targets().getFirst().verdict())
                .isInstanceOf(Verdict.Undecided.class);
        assertThat(results.getFirst().coverage().sampled()).isBetween(100_000, 102_000);
        assertThat(results.getFirst().coverage().seconds()).isGreaterThan(50 * STEP_SECONDS);
        assertThat(results.getLast().targets().getFirst().positives()).isEqualTo(3);
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

package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.Threshold;
import dev.framewatch.testing.Images;
import dev.framewatch.testing.JavaProcess;
import dev.framewatch.video.Clips;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoEncoding.Codec;
import dev.framewatch.vision.FeatureExtractor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the number of videos. */
@Timeout(60)
class LongListTest {
    private static final int VIDEOS = 120;
    private static final int HEAP_MEGABYTES = 48;

    @TempDir private Path folder;

    @Test
    void aListOfVideosThatNeedsManyTimesTheHeapIsScanned() throws Exception {
        Path clip =
                Clips.write(
                        folder.resolve("clip.mp4"),
                        VideoEncoding.of(Codec.MPEG4, 1),
                        4,
                        i -> Images.grey(800, 600, 200 + i));

        Process scan =
                new ProcessBuilder(
                                JavaProcess.command(
                                        List.of("-Xmx" + HEAP_MEGABYTES + "m"),
                                        ScanOfALongList.class,
                                        clip,
                                        folder))
                        .redirectError(new File("/dev/null"))
                        .start();

        assertThat(scan.inputReader().readLine())
                .as("%d pictures of 1.4 MB in %d MB", 4 * VIDEOS, HEAP_MEGABYTES)
                .isEqualTo(VIDEOS + " matches");
        assertThat(scan.waitFor()).isZero();
    }

    /** A process with a small heap that scans one clip many times and keeps the best frames. */
    static final class ScanOfALongList {
        private ScanOfALongList() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            List<Path> videos = Collections.nCopies(VIDEOS, Path.of(arguments[0]));
            ScanOptions options =
                    new ScanOptions(
                            Sampling.every(1), Rule.tutorial(), new Threshold.Trained(), false, 2);
            AtomicInteger matches = new AtomicInteger();
            ScanListener counting =
                    (result, kept) -> {
                        boolean match =
                                result.targets().getFirst().verdict() instanceof Verdict.Match;
                        matches.addAndGet(match && kept.getFirst().size() == 2 ? 1 : 0);
                    };
            try (VideoDecoder decoder = new VideoDecoder();
                    FrameClassifier classifier =
                            new FrameClassifier(
                                    List.of(LightTargets.in(Path.of(arguments[1]), "light", 0)),
                                    _ -> new FeatureExtractor(null, null, new LightAbove()));
                    Scanner scanner = new Scanner(decoder, classifier, 2)) {
                scanner.scan(videos, options, counting);
            }
            System.out.println(matches + " matches");
        }
    }
}

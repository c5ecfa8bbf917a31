package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.targets.Target;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.Verdict.Match;
import dev.framewatch.verdict.Verdict.Undecided;
import dev.framewatch.verdict.Verdict.Unreadable;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a failing network or an error costs: the video at hand, and no other. */
@Timeout(60)
class ScannerFailureTest {
    private static final ScanOptions FULL = ScanOptions.standard();
    private static final ScanOptions LONG_ENOUGH =
            new ScanOptions(
                    Sampling.every(1),
                    new Rule.MinDurationRule(2),
                    new Threshold.Trained(),
                    false,
                    0);

    @AutoClose private static VideoDecoder decoder;

    @TempDir private Path folder;
    private LightAbove network = new LightAbove();

    @BeforeAll
    static void start() {
        decoder = new VideoDecoder();
    }

    @Test
    void aScoreThatIsNotANumberLeavesTheVideoUndecidedAndTheOthersGoOn() throws Exception {
        network = new Blind(() -> Float.NaN);
        Path clear = LightClips.write(folder.resolve("clear.mp4"), "+++");
        Path black = LightClips.write(folder.resolve("black.mp4"), "+++++?");

        for (ScanOptions options : List.of(FULL, LONG_ENOUGH)) {
            assertThat(LightScan.verdicts(scan(options, black, clear)))
                    .containsExactly(new Undecided("1 frames got no score"), new Match());
        }
    }

    @Test
    void aNetworkThatFailsOnAPictureLeavesTheVideoUndecidedAndTheOthersGoOn() throws Exception {
        network =
                new Blind(() -> {
                    throw new IllegalStateException("too dark for me");
                });
        Path clear = LightClips.write(folder.resolve("clear.mp4"), "+++");
        Path black = LightClips.write(folder.resolve("black.mp4"), "+?++");

        List<VideoResult> results = scan(FULL, black, clear);

        assertThat(LightScan.verdicts(results))
                .containsExactly(new Undecided("1 frames got no score"), new Match());
        assertThat(LightScan.picture(results.getFirst())).isEqualTo("+?++");
    }

    /** The error is only thrown: nothing is exhausted here. */
    @ParameterizedTest
    @MethodSource("errors")
    void whateverErrorAVideoCausesIsItsOwnAndTheOthersGoOn(Error error, String reason)
            throws Exception {
        network =
                new Blind(() -> {
                    throw error;
                });
        Path clear = LightClips.write(folder.resolve("clear.mp4"), "+++");
        Path black = LightClips.write(folder.resolve("black.mp4"), "+?++");
        Survivor survivor = new Survivor();

        LightScan.with(decoder, network, target(), FULL, survivor, black, clear, black, clear);

        Unreadable unreadable = new Unreadable(reason);
        assertThat(LightScan.verdicts(survivor.results))
                .containsExactly(unreadable, new Match(), unreadable, new Match());
        assertThat(survivor.causes).containsExactly(error, error);
    }

    private static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(
                        new OutOfMemoryError("Java heap space"),
                        "could not be scanned: there was not enough memory (%d MB)"
                                .formatted(Runtime.getRuntime().maxMemory() >> 20)),
                Arguments.of(new InternalError(), "could not be scanned: InternalError"),
                Arguments.of(
                        new AssertionError("first line\nsecond line"),
                        "could not be scanned: AssertionError, first line"));
    }

    /** Goes on after errors. */
    private static final class Survivor implements ScanListener {
        private final List<VideoResult> results = new ArrayList<>();
        private final List<Throwable> causes = new ArrayList<>();

        @Override
        public void finished(VideoResult result, List<List<EvidenceFrame>> kept) {
            results.add(result);
        }

        @Override
        public void died(VideoResult unreadable, Throwable cause) {
            results.add(unreadable);
            causes.add(cause);
        }
    }

    /** Cannot make anything of black pictures. */
    private static final class Blind extends LightAbove {
        private final Supplier<Float> answer;

        Blind(Supplier<Float> answer) {
            this.answer = answer;
        }

        @Override
        public List<float[]> extract(RgbImage image) {
            return lightness(image) < 0.1f
                    ? List.of(new float[] {answer.get()})
                    : super.extract(image);
        }
    }

    private List<VideoResult> scan(ScanOptions options, Path... videos)
            throws IOException, InterruptedException {
        return LightScan.of(decoder, network, target(), options, videos);
    }

    private Target target() throws IOException {
        return LightTargets.in(folder.resolve("targets"), "light", 0);
    }
}

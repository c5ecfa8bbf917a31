package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.file.Sha256;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.Verdict.Match;
import dev.framewatch.verdict.Verdict.NoMatch;
import dev.framewatch.verdict.Verdict.Undecided;
import dev.framewatch.verdict.Verdict.Unreadable;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoEncoding.Codec;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of a video to its verdicts, with everything real but the network. */
@Timeout(60)
class ScannerTest {
    private static final ScanOptions FULL = ScanOptions.standard();

    @AutoClose private static VideoDecoder decoder;

    @TempDir private Path folder;
    private LightAbove network = new LightAbove();

    @BeforeAll
    static void start() {
        decoder = new VideoDecoder();
    }

    private static ScanOptions early(Rule rule) {
        return new ScanOptions(Sampling.every(1), rule, new Threshold.Trained(), true, 0);
    }

    private static ScanOptions full(Rule rule) {
        return new ScanOptions(Sampling.every(1), rule, new Threshold.Trained(), false, 0);
    }

    @Test
    void severalVideosComeOutInTheOrderGivenWithTheirContentNamed() throws Exception {
        Path longest = LightClips.write(folder.resolve("longest.mp4"), "+".repeat(20));
        Path single = LightClips.write(folder.resolve("single.mp4"), "-");
        Path gone = folder.resolve("gone.mp4");
        Path some = LightClips.write(folder.resolve("some.mp4"), "-++-+");

        List<VideoResult> results = scan(FULL, longest, single, gone, some, single);

        assertThat(results)
                .extracting(VideoResult::video)
                .containsExactly(longest, single, gone, some, single);
        assertThat(results).extracting(LightScan::picture).element(3).isEqualTo("-++-+");
        assertThat(results.get(3).sha256()).isEqualTo(Sha256.of(some));
        assertThat(results.get(2).sha256()).isNull();
        assertThat(results.get(3).coverage()).isEqualTo(new Coverage(5, 5, 5, 5, false));
    }

    @Test
    void aBadFileIsOneResultAndTheOthersGoOn() throws Exception {
        Path good = LightClips.write(folder.resolve("good.mp4"), "++-");
        Path page = Files.writeString(folder.resolve("page.mp4"), "<html><body>Not found");
        Path empty = Files.createFile(folder.resolve("empty.mp4"));

        List<VideoResult> results = scan(FULL, page, good, empty, good);

        assertThat(LightScan.verdicts(results))
                .satisfiesExactly(
                        verdict -> assertThat(verdict).isInstanceOf(Unreadable.class),
                        verdict -> assertThat(verdict).isEqualTo(new Match()),
                        verdict ->
                                assertThat(verdict)
                                        .isEqualTo(new Unreadable("empty file (0 bytes)")),
                        verdict -> assertThat(verdict).isEqualTo(new Match()));
        assertThat(results.getFirst().targets().getFirst().frames()).isEmpty();
    }

    @Test
    void aFolderOfStillsIsAVideo() throws Exception {
        Path stills = Files.createDirectory(folder.resolve("stills"));
        for (int i = 1; i <= 3; i++) {
            LightClips.writeStill(stills.resolve(i + ".png"), i == 2 ? '-' : '+');
        }

        VideoResult result = scan(FULL, stills).getFirst();

        assertThat(LightScan.picture(result)).isEqualTo("+-+");
        assertThat(result.sha256()).isNull();
    }

    /** Only the frames of a video may share a look: those of a post are independent. */
    @Test
    void eachStillIsLookedAtHoweverAlikeTheyAre() throws Exception {
        Path stills = Files.createDirectory(folder.resolve("stills"));
        for (int i = 1; i <= 3; i++) {
            LightClips.writeStill(stills.resolve(i + ".png"), '+');
        }

        assertThat(LightScan.picture(scan(FULL, stills).getFirst())).isEqualTo("+++");
        assertThat(network.looks).hasValue(3);
    }

    @Test
    void picturesOfAPostAreScoredIndependently() throws Exception {
        Path stills = Files.createDirectory(folder.resolve("stills"));
        for (int i = 1; i <= 3; i++) {
            LightClips.writeStill(stills.resolve(i + ".png"), i == 2 ? '-' : '+');
        }

        TargetResult alone = scan(FULL, stills).getFirst().targets().getFirst();
        TargetResult smoothed =
                scan(FULL, target("smoothed", 0.5), stills).getFirst().targets().getFirst();

        assertThat(scores(smoothed)).containsExactly(scores(alone), within(1e-9));
    }

    private static double[] scores(TargetResult result) {
        return result.frames().stream().mapToDouble(FrameScore::score).toArray();
    }

    @Test
    void severalTargetsShareOneDecodeAndOneLookAtEachFrame() throws Exception {
        Path clip = LightClips.write(folder.resolve("clip.mp4"), "++++-+-+--");
        AtomicInteger decoded = new AtomicInteger();
        AtomicInteger loaded = new AtomicInteger();
        List<VideoResult> results = new ArrayList<>();
        ScanListener listener =
                new ScanListener() {
                    @Override
                    public void frameScored(Path video, double seconds, double of) {
                        decoded.incrementAndGet();
                    }

                    @Override
                    public void finished(VideoResult result, List<List<EvidenceFrame>> kept) {
                        results.add(result);
                    }
                };
        List<Target> targets = List.of(target("light", 0), target("dark", 0), target("light2", 0));
        try (FrameClassifier classifier =
                        new FrameClassifier(
                                targets,
                                _ -> {
                                    loaded.incrementAndGet();
                                    return new FeatureExtractor(null, null, network);
                                });
                Scanner scanner = new Scanner(decoder, classifier, LightScan.WORKERS)) {
            scanner.scan(List.of(clip), FULL, listener);
        }

        assertThat(results.getFirst().targets())
                .extracting(TargetResult::target, TargetResult::positives)
                .containsExactly(tuple("light", 6), tuple("dark", 4), tuple("light2", 6));
        assertThat(decoded).as("frames decoded").hasValue(10);
        assertThat(network.looks).as("frames looked at").hasValue(10);
        assertThat(loaded).as("networks loaded").hasValue(1);
    }

    @Test
    void aRepeatedImageIsAnalysedOnce() throws Exception {
        VideoEncoding everyFourSeconds = VideoEncoding.of(Codec.MPEG4, 0.25);
        Path held = LightClips.write(folder.resolve("held.mp4"), everyFourSeconds, "+-+");

        VideoResult result = scan(FULL, held).getFirst();

        assertThat(LightScan.picture(result)).isEqualTo("++++----++++");
        assertThat(network.looks).hasValue(3);
    }

    @Test
    void bestFramesAreKeptOnceEachAndOnlyPositiveOnes() throws Exception {
        VideoEncoding everyTwoSeconds = VideoEncoding.of(Codec.MPEG4, 0.5);
        Path clip = LightClips.write(folder.resolve("clip.mp4"), everyTwoSeconds, "-+-+");
        ScanOptions keeping =
                new ScanOptions(
                        Sampling.every(1), Rule.tutorial(), new Threshold.Trained(), false, 6);
        List<EvidenceFrame> kept = new ArrayList<>();

        LightScan.with(
                decoder,
                network,
                target("light", 0),
                keeping,
                (_, frames) -> kept.addAll(frames.getFirst()),
                clip);

        assertThat(kept)
                .extracting(frame -> frame.frame().seconds())
                .containsExactlyInAnyOrder(2.0, 6.0);
        assertThat(kept).allMatch(frame -> LightAbove.lightness(frame.image()) > 0.5);
    }

    @Test
    void earlyStoppingDecodesAtMostHalfOfAVideoThatMatchesAndLooksNoFurther() throws Exception {
        Path clip = LightClips.write(folder.resolve("clip.mp4"), "+".repeat(18));

        VideoResult result = scan(early(Rule.tutorial()), clip).getFirst();

        assertThat(LightScan.verdicts(List.of(result))).containsExactly(new Match());
        assertThat(result.coverage().stoppedEarly()).isTrue();
        assertThat(result.coverage().seconds()).isEqualTo(18);
        assertThat(result.coverage().decodedSeconds()).isLessThanOrEqualTo(9);
        assertThat(network.looks).as("a third of 18 frames, and one more").hasValue(7);
    }

    @Test
    void earlyStoppingWaitsUntilEveryTargetIsDecided() throws Exception {
        Path clip = LightClips.write(folder.resolve("clip.mp4"), "+".repeat(7) + "-".repeat(11));
        List<VideoResult> results = new ArrayList<>();
        try (FrameClassifier classifier =
                        LightScan.classifier(network, target("light", 0), target("dark", 0));
                Scanner scanner = new Scanner(decoder, classifier, LightScan.WORKERS)) {
            scanner.scan(List.of(clip), early(Rule.tutorial()), (r, _) -> results.add(r));
        }

        assertThat(results.getFirst().targets())
                .extracting(TargetResult::verdict)
                .containsExactly(new Match(), new Match());
        assertThat(network.looks).as("7 light ones and 7 dark ones").hasValue(14);
    }

    @ParameterizedTest
    @CsvSource({
        "share:1/3, 0",
        "share:1/3, 0.5",
        "share:1/2, 0",
        "presence:3, 0",
        "presence:3, 0.5",
        "presence:11, 0"
    })
    void earlyStoppingNeverChangesAVerdict(String rule, double neighbourWeight) throws Exception {
        Random random = new Random(7);
        Path[] clips = new Path[24];
        for (int i = 0; i < clips.length; i++) {
            double share = i / (clips.length - 1.0);
            StringBuilder pictures = new StringBuilder();
            random.doubles(12).forEach(d -> pictures.append(d < share ? '+' : '-'));
            clips[i] = LightClips.write(folder.resolve(i + ".mp4"), pictures.toString());
        }
        Target whole = target("light", neighbourWeight);
        Target part = target("light", neighbourWeight);

        List<VideoResult> all = scan(full(Rule.parse(rule)), whole, clips);
        List<VideoResult> some = scan(early(Rule.parse(rule)), part, clips);

        assertThat(LightScan.verdicts(some)).isEqualTo(LightScan.verdicts(all));
        assertThat(LightScan.verdicts(all)).contains(new Match(), new NoMatch());
        assertThat(some).anyMatch(result -> result.coverage().stoppedEarly());
    }

    @Test
    void aVideoThatIsCutOffIsUndecidedHoweverClearItsBeginning() throws Exception {
        for (String pictures : List.of("+".repeat(20), "-".repeat(20))) {
            Path clip = LightClips.writeIndexFirst(folder.resolve("cut.mp4"), pictures);
            byte[] whole = Files.readAllBytes(clip);
            Files.write(clip, Arrays.copyOf(whole, whole.length / 2));

            VideoResult result = scan(FULL, clip).getFirst();

            assertThat(LightScan.verdicts(List.of(result)))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Undecided.class,
                            verdict -> assertThat(verdict.reason()).contains("of 20.0 seconds"));
            assertThat(result.coverage().decodedSeconds()).isBetween(1.0, 18.0);
        }
    }

    @Test
    void aVideoWhoseIndexIsCutOffIsUnreadable() throws Exception {
        Path clip = LightClips.write(folder.resolve("cut.mp4"), "+".repeat(20));
        byte[] whole = Files.readAllBytes(clip);
        Files.write(clip, Arrays.copyOf(whole, whole.length - 400));

        assertThat(LightScan.verdicts(scan(FULL, clip)))
                .singleElement()
                .isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aVideoThatLiesOnItsSideOrHeadGetsTheVerdictOfTheUprightOne(int quarterTurns)
            throws Exception {
        String pictures = "+-++-++-";
        Path upright = LightClips.write(folder.resolve("upright.mp4"), pictures);
        Path turned = LightClips.writeTurned(folder.resolve("turned.mp4"), pictures, quarterTurns);

        List<VideoResult> results = scan(FULL, upright, turned);

        assertThat(results).extracting(LightScan::picture).containsOnly(pictures);
        assertThat(LightScan.verdicts(results)).containsExactly(new Match(), new Match());
    }

    private List<VideoResult> scan(ScanOptions options, Path... videos)
            throws IOException, InterruptedException {
        return scan(options, target("light", 0), videos);
    }

    private List<VideoResult> scan(ScanOptions options, Target target, Path... videos)
            throws InterruptedException {
        return LightScan.of(decoder, network, target, options, videos);
    }

    private Target target(String name, double neighbourWeight) throws IOException {
        return LightTargets.in(folder.resolve("targets"), name, neighbourWeight);
    }
}

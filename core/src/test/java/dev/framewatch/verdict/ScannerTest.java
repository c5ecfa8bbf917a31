package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.framewatch.file.Sha256;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.Verdict.Match;
import dev.framewatch.verdict.Verdict.NoMatch;
import dev.framewatch.verdict.Verdict.Undecided;
import dev.framewatch.verdict.Verdict.Unreadable;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoEncoding.Codec;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of a video to its verdicts, with everything real but the network. */
@Timeout(60)
class ScannerTest {
    private static final int WORKERS = 2;
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
        assertThat(results).extracting(ScannerTest::picture).element(3).isEqualTo("-++-+");
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

        assertThat(verdicts(results))
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

        assertThat(picture(result)).isEqualTo("+-+");
        assertThat(result.sha256()).isNull();
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
                Scanner scanner = new Scanner(decoder, classifier, WORKERS)) {
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

        assertThat(picture(result)).isEqualTo("++++----++++");
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

        scan(keeping, (_, frames) -> kept.addAll(frames.getFirst()), clip);

        assertThat(kept)
                .extracting(frame -> frame.frame().seconds())
                .containsExactlyInAnyOrder(2.0, 6.0);
        assertThat(kept).allMatch(frame -> LightAbove.lightness(frame.image()) > 0.5);
    }

    @Test
    void earlyStoppingDecodesAtMostHalfOfAVideoThatMatchesAndLooksNoFurther() throws Exception {
        Path clip = LightClips.write(folder.resolve("clip.mp4"), "+".repeat(18));

        VideoResult result = scan(early(Rule.tutorial()), clip).getFirst();

        assertThat(verdicts(List.of(result))).containsExactly(new Match());
        assertThat(result.coverage().stoppedEarly()).isTrue();
        assertThat(result.coverage().seconds()).isEqualTo(18);
        assertThat(result.coverage().decodedSeconds()).isLessThanOrEqualTo(9);
        assertThat(network.looks).as("a third of 18 frames, and one more").hasValue(7);
    }

    @Test
    void earlyStoppingWaitsUntilEveryTargetIsDecided() throws Exception {
        Path clip = LightClips.write(folder.resolve("clip.mp4"), "+".repeat(7) + "-".repeat(11));
        List<VideoResult> results = new ArrayList<>();
        try (FrameClassifier classifier = recogniser(target("light", 0), target("dark", 0));
                Scanner scanner = new Scanner(decoder, classifier, WORKERS)) {
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

        assertThat(verdicts(some)).isEqualTo(verdicts(all));
        assertThat(verdicts(all)).contains(new Match(), new NoMatch());
        assertThat(some).anyMatch(result -> result.coverage().stoppedEarly());
    }

    @Test
    void aVideoThatIsCutOffIsUndecidedHoweverClearItsBeginning() throws Exception {
        for (String pictures : List.of("+".repeat(20), "-".repeat(20))) {
            Path clip = LightClips.writeIndexFirst(folder.resolve("cut.mp4"), pictures);
            byte[] whole = Files.readAllBytes(clip);
            Files.write(clip, Arrays.copyOf(whole, whole.length / 2));

            VideoResult result = scan(FULL, clip).getFirst();

            assertThat(verdicts(List.of(result)))
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

        assertThat(verdicts(scan(FULL, clip))).singleElement().isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aVideoThatLiesOnItsSideOrHeadGetsTheVerdictOfTheUprightOne(int quarterTurns)
            throws Exception {
        String pictures = "+-++-++-";
        Path upright = LightClips.write(folder.resolve("upright.mp4"), pictures);
        Path turned = LightClips.writeTurned(folder.resolve("turned.mp4"), pictures, quarterTurns);

        List<VideoResult> results = scan(FULL, upright, turned);

        assertThat(results).extracting(ScannerTest::picture).containsOnly(pictures);
        assertThat(verdicts(results)).containsExactly(new Match(), new Match());
    }

    @Test
    void aScoreThatIsNotANumberLeavesTheVideoUndecidedAndTheOthersGoOn() throws Exception {
        network = new Blind(() -> Float.NaN);
        Path clear = LightClips.write(folder.resolve("clear.mp4"), "+++");
        Path black = LightClips.write(folder.resolve("black.mp4"), "+++++?");

        for (ScanOptions options : List.of(FULL, full(new Rule.MinDurationRule(2)))) {
            assertThat(verdicts(scan(options, black, clear)))
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

        assertThat(verdicts(results))
                .containsExactly(new Undecided("1 frames got no score"), new Match());
        assertThat(picture(results.getFirst())).isEqualTo("+?++");
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

        scan(FULL, survivor, black, clear, black, clear);

        Unreadable unreadable = new Unreadable(reason);
        assertThat(verdicts(survivor.results))
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

    @ParameterizedTest
    @CsvSource({"false, ++++++", "true, ++++++", "false, +"})
    void anInterruptEndsAScanAtOnceAndLeavesNoThread(boolean early, String pictures)
            throws Exception {
        CountDownLatch busy = new CountDownLatch(Math.min(WORKERS, pictures.length()));
        network = new Endless(busy);
        Path clip = LightClips.write(folder.resolve("clip.mp4"), pictures);
        ScanOptions options = early ? early(Rule.tutorial()) : FULL;
        List<Throwable> thrown = new ArrayList<>();
        List<VideoResult> results = new ArrayList<>();
        Thread scan =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                results.addAll(scan(options, clip));
                            } catch (InterruptedException | IOException e) {
                                thrown.add(e);
                            }
                        });
        awaitQuietly(busy);
        threadsOfScans().forEach(ScannerTest::awaitWaiting);
        scan.interrupt();

        assertThat(scan.join(Duration.ofSeconds(10))).as("it ended").isTrue();
        assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
        assertThat(results).isEmpty();
        assertThat(threadsOfScans()).allSatisfy(ScannerTest::assertEnds);
    }

    /** Looks at a picture until it is interrupted. */
    private static final class Endless extends LightAbove {
        private final CountDownLatch busy;

        Endless(CountDownLatch busy) {
            this.busy = busy;
        }

        @Override
        public List<float[]> extract(RgbImage image) {
            busy.countDown();
            awaitQuietly(new CountDownLatch(1));
            return super.extract(image);
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
    }

    private static List<Thread> threadsOfScans() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("recognise-.*|read-frames"))
                .toList();
    }

    private static void assertEnds(Thread thread) {
        try {
            assertThat(thread.join(Duration.ofSeconds(10))).as(thread.getName()).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Native memory that a network still reads must not be freed: that would end the process. */
    @Test
    void closingWaitsForTheNetworkToFinish() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        network =
                new LightAbove() {
                    @Override
                    public List<float[]> extract(RgbImage image) {
                        if (looks.incrementAndGet() > 1) {
                            busy.countDown();
                            calculateFor(TimeUnit.MILLISECONDS.toNanos(300));
                        }
                        finished.incrementAndGet();
                        return List.of(new float[] {1});
                    }
                };
        Path one = LightClips.write(folder.resolve("one.mp4"), "+");
        Path more = LightClips.write(folder.resolve("more.mp4"), "++++++");
        ScanListener failing =
                (_, _) -> {
                    awaitQuietly(busy);
                    throw new IllegalStateException("the disk is full");
                };

        try (FrameClassifier classifier = recogniser(target("light", 0))) {
            Scanner scanner = new Scanner(decoder, classifier, WORKERS);
            assertThatThrownBy(() -> scanner.scan(List.of(one, more), FULL, failing))
                    .hasMessage("the disk is full");
            scanner.close();

            assertThat(finished).hasValue(network.looks.get());
        }
    }

    private static void calculateFor(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<VideoResult> scan(ScanOptions options, Path... videos)
            throws IOException, InterruptedException {
        return scan(options, target("light", 0), videos);
    }

    private List<VideoResult> scan(ScanOptions options, Target target, Path... videos)
            throws InterruptedException {
        List<VideoResult> results = new ArrayList<>();
        try (FrameClassifier classifier = recogniser(target);
                Scanner scanner = new Scanner(decoder, classifier, WORKERS)) {
            scanner.scan(List.of(videos), options, (result, _) -> results.add(result));
        }
        return results;
    }

    private void scan(ScanOptions options, ScanListener listener, Path... videos)
            throws IOException, InterruptedException {
        try (FrameClassifier classifier = recogniser(target("light", 0));
                Scanner scanner = new Scanner(decoder, classifier, WORKERS)) {
            scanner.scan(List.of(videos), options, listener);
        }
    }

    private FrameClassifier recogniser(Target... targets) {
        return new FrameClassifier(
                List.of(targets), _ -> new FeatureExtractor(null, null, network));
    }

    private static List<Verdict> verdicts(List<VideoResult> results) {
        return results.stream().map(result -> result.targets().getFirst().verdict()).toList();
    }

    private static String picture(VideoResult result) {
        StringBuilder picture = new StringBuilder();
        for (FrameScore frame : result.targets().getFirst().frames()) {
            picture.append(Double.isNaN(frame.score()) ? '?' : frame.positive() ? '+' : '-');
        }
        return picture.toString();
    }

    private Target target(String name, double neighbourWeight) throws IOException {
        return LightTargets.in(folder.resolve("targets"), name, neighbourWeight);
    }
}

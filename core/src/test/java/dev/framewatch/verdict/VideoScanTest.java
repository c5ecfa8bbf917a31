package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.targets.FaceCheck;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Targets;
import dev.framewatch.targets.Threshold;
import dev.framewatch.testing.Images;
import dev.framewatch.video.Frame;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.Sampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One video's scores on their way to verdicts, without a decoder or a network. */
class VideoScanTest {
    @TempDir private static Path folder;

    private static Target plain;
    private static Target smoothed;

    @BeforeAll
    static void openTargets() throws IOException {
        plain = LightTargets.in(folder, "plain", 0);
        smoothed = LightTargets.in(folder, "smoothed", 1);
    }

    @AfterAll
    static void closeTargets() {
        plain.close();
        smoothed.close();
    }

    private static ScanOptions options(double every, String rule, boolean early, int keepFrames) {
        return new ScanOptions(
                Sampling.every(every),
                Rule.parse(rule),
                new Threshold.Value(0.5),
                early,
                keepFrames);
    }

    private static VideoScan keeping(int keepFrames, double... scores) {
        VideoScan scan =
                new VideoScan(
                        List.of(plain),
                        options(1, "share:1/3", false, keepFrames),
                        scores.length,
                        false);
        for (int i = 0; i < scores.length; i++) {
            look(scan, i, scores[i]);
        }
        return scan;
    }

    private static VideoScan early(Target target, String rule, double seconds, double... scores) {
        VideoScan scan = new VideoScan(List.of(target), options(1, rule, true, 0), seconds, false);
        for (int i = 0; i < scores.length; i++) {
            look(scan, i, scores[i]);
        }
        return scan;
    }

    private static void look(VideoScan scan, int index, double score) {
        look(scan, index, score, Images.black(1, 1));
    }

    private static void look(VideoScan scan, int index, double score, RgbImage image) {
        scan.frameScored(index, new Frame(index, image), List.of(new Score(score, null)));
    }

    private static List<Double> keptScores(VideoScan scan) {
        return kept(scan).stream().map(kept -> kept.frame().score()).toList();
    }

    private static List<EvidenceFrame> kept(VideoScan scan) {
        return scan.kept(scan.conclude(scan.coverage(scan.seconds(), false), "", null)).getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 1, 10",
        "10.005, 1, 10",
        "10.006, 1, 11",
        "9.004, 1, 9",
        "10.5, 1, 11",
        "1, 0.1, 10",
        "0.3, 0.1, 3",
        "0, 1, 1",
        "0.04, 1, 1"
    })
    void anInstantIsExpectedWhenMoreThanHalfAHundredthOfAStepIsLeftForIt(
            double seconds, double every, int expected) {
        VideoScan scan =
                new VideoScan(
                        List.of(plain), options(every, "share:1/3", false, 0), seconds, false);

        assertThat(scan.coverage(seconds, false).expected()).isEqualTo(expected);
    }

    @Test
    void aTargetMayHaveARuleAndAThresholdOfItsOwn() {
        Criteria own = new Criteria(Rule.parse("presence:1"), new Threshold.Value(0.4));
        VideoScan scan =
                new VideoScan(
                        List.of(plain, smoothed),
                        options(1, "share:1/2", false, 0).withOwnCriteria(Map.of("smoothed", own)),
                        4,
                        false);
        for (double[] frame : new double[][] {{0, 0.9}, {1, 0.45}, {2, 0.45}, {3, 0}}) {
            Score score = new Score(frame[1], null);
            scan.frameScored(
                    (int) frame[0], new Frame(frame[0], Images.black(1, 1)), List.of(score, score));
        }

        List<TargetResult> results = scan.conclude(scan.coverage(4, false), "", null);
        assertThat(results)
                .extracting(TargetResult::verdict)
                .containsExactly(new Verdict.NoMatch(), new Verdict.Match());
        assertThat(results)
                .extracting(TargetResult::rule)
                .containsExactly(Rule.parse("share:1/2"), own.rule());
        assertThat(results).extracting(TargetResult::threshold).containsExactly(0.5, 0.4);
    }

    @Test
    void bestFramesComeByScoreAndOfEqualOnesTheEarlierFirst() {
        VideoScan scan = keeping(3, 0.7, 0.9, 0.9, 0.6, 0.8);

        assertThat(keptScores(scan)).containsExactly(0.9, 0.9, 0.8);
        assertThat(kept(scan))
                .extracting(kept -> kept.frame().seconds())
                .containsExactly(1., 2., 4.);
    }

    @Test
    void aFrameWithoutAScoreTakesNoPlaceAmongTheBest() {
        assertThat(keptScores(keeping(1, Double.NaN, 0.9))).containsExactly(0.9);
        assertThat(keptScores(keeping(1, 0.9, Double.NaN))).containsExactly(0.9);
        assertThat(keptScores(keeping(2, 0.7, Double.NaN, 0.9))).containsExactly(0.9, 0.7);
    }

    @Test
    void aPictureThatStaysOnScreenIsKeptOnce() {
        RgbImage still = Images.black(1, 1);
        VideoScan scan = new VideoScan(List.of(plain), options(1, "share:1/3", false, 5), 3, false);
        look(scan, 0, 0.9, still);
        look(scan, 1, 0.9, still);
        look(scan, 2, 0.8);

        assertThat(keptScores(scan)).containsExactly(0.9, 0.8);
    }

    @Test
    void framesBelowTheThresholdAreNotKeptAndNoneWhereNoneAreWanted() {
        assertThat(keptScores(keeping(5, 0.5, 0.49, 0.2))).containsExactly(0.5);
        assertThat(keptScores(keeping(0, 0.9))).isEmpty();
    }

    @Test
    void scoresThatComeInAnyOrderArePutInOrderOfTime() {
        VideoScan scan = new VideoScan(List.of(plain), options(1, "share:1/3", false, 0), 3, false);
        look(scan, 2, 0.3);
        assertThat(scan.scoredCount()).isZero();
        look(scan, 0, 0.1);
        assertThat(scan.scoredCount()).isEqualTo(1);
        look(scan, 1, 0.2);

        assertThat(scan.scoredCount()).isEqualTo(3);
        TargetResult result = scan.conclude(scan.coverage(3, false), "", null).getFirst();
        assertThat(result.frames()).extracting(FrameScore::score).containsExactly(0.1, 0.2, 0.3);
        assertThat(result.frames()).extracting(FrameScore::seconds).containsExactly(0., 1., 2.);
    }

    @Test
    void theResultNamesItsTargetItsThresholdAndTheLongestRun() {
        VideoScan scan = keeping(0, 0.2, 0.9, 0.9, 0.1);

        TargetResult result = scan.conclude(scan.coverage(4, false), "", null).getFirst();

        assertThat(result.target()).isEqualTo("plain");
        assertThat(result.detector()).isEqualTo(plain.sha256());
        assertThat(result.threshold()).isEqualTo(0.5);
        assertThat(result.longestSeconds()).isEqualTo(1);
        assertThat(result.verdict()).isEqualTo(new Verdict.Match());
        assertThat(result.share()).isEqualTo(0.5);
    }

    @Test
    void aVideoOfWhichNothingCameIsUnreadableForTheReasonGiven() {
        VideoScan scan = new VideoScan(List.of(plain), options(1, "share:1/3", false, 0), 0, false);

        TargetResult result =
                scan.conclude(scan.coverage(0, false), "", "no video stream").getFirst();

        assertThat(result.verdict()).isEqualTo(new Verdict.Unreadable("no video stream"));
        assertThat(result.share()).isZero();
    }

    @Test
    void itIsSettledOnceNoFrameToComeCanChangeTheVerdict() {
        assertThat(early(plain, "share:1/3", 9, 0.9, 0.9, 0.9).isDecided()).isFalse();
        assertThat(early(plain, "share:1/3", 9, 0.9, 0.9, 0.9, 0.9).isDecided()).isTrue();
        assertThat(early(plain, "share:1/3", 9, .1, .1, .1, .1, .1).isDecided()).isFalse();
        assertThat(early(plain, "share:1/3", 9, .1, .1, .1, .1, .1, .1).isDecided()).isTrue();
    }

    @Test
    void matchIsSettledOnlyOnceAFaceIsConfirmed() throws IOException {
        TargetStore store = new TargetStore(folder);
        byte[] head = LinearHead.onnx(new float[] {8, 0}, -4);
        store.save(Targets.confirmed("confirmed", head, 2), head);
        try (Target confirmed = store.open("confirmed")) {
            VideoScan scan = early(confirmed, "share:1/3", 9, 0.9, 0.9, 0.9, 0.9);
            assertThat(scan.isDecided()).isFalse();
            assertThat(scan.couldBeDecidedBy(1)).isTrue();

            FaceCheck check = new FaceCheck(FaceCheck.Outcome.CONFIRMED, 0.6, 1, "a.jpg", 0.7);
            Frame frame = new Frame(4, Images.black(1, 1));
            scan.frameScored(4, frame, List.of(new Score(0.9, null, check, false)));
            assertThat(scan.isDecided()).isTrue();
            assertThat(scan.conclude(scan.coverage(9, true), "", null).getFirst().verdict())
                    .isEqualTo(new Verdict.Match());

            assertThat(early(confirmed, "share:1/3", 9, .1, .1, .1, .1, .1, .1).isDecided())
                    .isTrue();
        }
    }

    @Test
    void noMatchIsNotSettledWhileFramesInWhichNobodyCanTellMayDecide() {
        VideoScan scan = early(plain, "share:1/3", 9, .1, .1, .1);
        for (int i = 3; i < 7; i++) {
            Frame frame = new Frame(i, Images.black(1, 1));
            scan.frameScored(i, frame, List.of(new Score(.4, null, null, true)));
        }

        assertThat(scan.isDecided()).isFalse();
        TargetResult result = scan.conclude(scan.coverage(9, true), "", null).getFirst();
        assertThat(result.unclear()).isEqualTo(4);
        assertThat(result.verdict())
                .isEqualTo(new Verdict.Undecided(Verdict.NEVER_SEEN_WELL, true));
    }

    @Test
    void withoutEarlyStoppingItIsNeverSettled() {
        assertThat(keeping(0, 0.9, 0.9, 0.9).isDecided()).isFalse();
    }

    @Test
    void theLastFrameSettlesNothingWhileItsNeighbourIsStillToCome() {
        assertThat(early(smoothed, "share:1/3", 9, 0.9, 0.9, 0.9, 0.9).isDecided()).isFalse();
        assertThat(early(smoothed, "share:1/3", 9, 0.9, 0.9, 0.9, 0.9, 0.9).isDecided()).isTrue();
    }

    @Test
    void aFrameWithoutAScoreSettlesNothing() {
        assertThat(early(plain, "share:1/3", 9, Double.NaN, 0.9, 0.9, 0.9, 0.9).isDecided())
                .isFalse();
    }

    @Test
    void framesInFlightMaySettleItBeTheyAllPositiveOrAllNegative() {
        VideoScan positive = early(plain, "share:1/3", 9, 0.9, 0.9);
        assertThat(positive.couldBeDecidedBy(0)).isFalse();
        assertThat(positive.couldBeDecidedBy(1)).isFalse();
        assertThat(positive.couldBeDecidedBy(2)).isTrue();
        assertThat(positive.seconds()).isEqualTo(9);

        VideoScan negative = early(plain, "presence:3", 5, 0.1);
        assertThat(negative.couldBeDecidedBy(2)).isFalse();
        assertThat(negative.couldBeDecidedBy(3)).isTrue();
    }

    @Test
    void severalTargetsAreSettledTogether() {
        VideoScan scan =
                new VideoScan(List.of(plain, smoothed), options(1, "share:1/3", true, 0), 9, false);
        for (int i = 0; i < 6; i++) {
            scan.frameScored(
                    i,
                    new Frame(i, Images.black(1, 1)),
                    List.of(new Score(0.9, null), new Score(i % 2 == 0 ? 0.9 : 0.1, null)));
        }

        assertThat(scan.isDecided()).isFalse();
    }

    @Test
    void withoutFramesInFlightThereIsNothingToWaitFor() {
        assertThat(early(plain, "share:1/3", 9, 0.9, 0.9, 0.9, 0.9).couldBeDecidedBy(0)).isFalse();
    }

    @Test
    void framesInFlightLieAsFarApartAsSamplesDo() {
        VideoScan scan =
                new VideoScan(List.of(plain), options(2, "presence:6", true, 0), 20, false);
        scan.frameScored(0, new Frame(0, Images.black(1, 1)), List.of(new Score(0.9, null)));

        assertThat(scan.couldBeDecidedBy(2)).isFalse();
        assertThat(scan.couldBeDecidedBy(3)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.1, Undecided", "0.9, Match"})
    void aVideoOfWhichAPartIsLeftOutIsNoCleanNoMatch(double score, String expected) {
        VideoScan scan = new VideoScan(List.of(plain), options(1, "share:1/3", false, 0), 2, false);
        look(scan, 0, score);
        look(scan, 1, score);

        Verdict verdict =
                scan.conclude(scan.coverage(2, false), "a second track", null).getFirst().verdict();

        assertThat(verdict.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(verdict)
                .isEqualTo(
                        score > 0.5
                                ? new Verdict.Match()
                                : new Verdict.Undecided("a second track"));
    }

    @Test
    void framesOfAVideoThatStartsLaterAreExpectedFromThenOn() {
        VideoScan scan =
                new VideoScan(List.of(plain), options(1, "presence:4", true, 0), 2.5, 6, false);

        assertThat(scan.coverage(0, false).expected()).isEqualTo(7);
        look(scan, 0, new Frame(2.5, new RgbImage(1, 1, new byte[3])), 0.1);
        look(scan, 1, new Frame(3, new RgbImage(1, 1, new byte[3])), 0.1);
        look(scan, 2, new Frame(4, new RgbImage(1, 1, new byte[3])), 0.1);

        assertThat(scan.isDecided()).as("4 s can follow until 8.5 s").isFalse();
    }

    private static void look(VideoScan scan, int index, Frame frame, double score) {
        scan.frameScored(index, frame, List.of(new Score(score, null)));
    }

    @Test
    void neighboursCountWithinAShotButNotAcrossACut() {
        VideoScan scan =
                new VideoScan(List.of(smoothed), options(1, "share:1/3", false, 0), 4, false);
        scan.cutBefore(2);
        for (int i = 0; i < 4; i++) {
            look(scan, i, i < 2 ? 0.9 : 0.1);
        }

        assertThat(scan.conclude(scan.coverage(4, false), "", null).getFirst().frames())
                .extracting(FrameScore::score)
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Double.compare(a, b))
                .containsExactly(0.9, 0.9, 0.1, 0.1);
    }

    @Test
    void ofStillsOneIsEnoughUnlessARuleIsNamed() {
        ScanOptions usual =
                new ScanOptions(Sampling.every(1), null, new Threshold.Value(0.5), false, 0);
        VideoScan stills = new VideoScan(List.of(plain), usual, 5, true);
        VideoScan video = new VideoScan(List.of(plain), usual, 5, false);
        VideoScan named = new VideoScan(List.of(plain), options(1, "share:1/3", false, 0), 5, true);
        for (VideoScan scan : List.of(stills, video, named)) {
            for (int i = 0; i < 5; i++) {
                look(scan, i, i == 3 ? 0.9 : 0.1);
            }
        }

        assertThat(verdict(stills)).isEqualTo(new Verdict.Match());
        assertThat(verdict(video)).isEqualTo(new Verdict.NoMatch());
        assertThat(verdict(named)).isEqualTo(new Verdict.NoMatch());
    }

    @Test
    void aStillThatShowsItIsEnoughWhateverIsMissing() {
        ScanOptions usual =
                new ScanOptions(Sampling.every(1), null, new Threshold.Value(0.5), false, 0);
        VideoScan stills = new VideoScan(List.of(plain), usual, 5, true);
        look(stills, 0, 0.9);

        assertThat(stills.conclude(stills.coverage(1, false), "", null).getFirst().verdict())
                .isEqualTo(new Verdict.Match());
    }

    private static Verdict verdict(VideoScan scan) {
        return scan.conclude(scan.coverage(scan.seconds(), false), "", null).getFirst().verdict();
    }
}

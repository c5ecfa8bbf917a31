package dev.framewatch.verdict;

import static dev.framewatch.verdict.RuleTest.frames;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.targets.FaceCheck;
import dev.framewatch.targets.FaceCheck.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static Verdict judge(String picture, double seconds, double decoded, int expected) {
        Coverage coverage = new Coverage(seconds, decoded, expected, picture.length(), false);
        return Verdict.judge(Rule.tutorial(), frames(picture), coverage, 1, false);
    }

    @Test
    void aVideoSeenWholeIsAMatchOrNot() {
        assertThat(judge("++++------", 10, 10, 10)).isEqualTo(new Verdict.Match());
        assertThat(judge("+++-------", 10, 10, 10)).isEqualTo(new Verdict.NoMatch());
    }

    @Test
    void halfAVideoIsNeitherCleanNorAMatch() {
        assertThat(judge("-----", 10, 5, 10)).isInstanceOf(Verdict.Undecided.class);
        assertThat(judge("+++++", 10, 5, 10)).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void theReasonStatesHowMuchIsMissing() {
        assertThat(judge("-----", 10, 5, 10))
                .isEqualTo(
                        new Verdict.Undecided(
                                "only 5.0 of 10.0 seconds could be decoded (5 of 10 frames)"));
    }

    @Test
    void ninetyPercentIsEnough() {
        assertThat(judge("---------", 10, 9, 10)).isEqualTo(new Verdict.NoMatch());
        assertThat(judge("--------", 10, 8.9, 10)).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void aOneFrameVideoCanBeJudged() {
        assertThat(judge("+", 0.04, 0.04, 1)).isEqualTo(new Verdict.Match());
    }

    @Test
    void nothingSampledIsUndecided() {
        assertThat(judge("", 0, 0, 0)).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void aScoreThatIsNotANumberIsUndecided() {
        List<FrameScore> frames =
                List.of(
                        new FrameScore(0, 0.1, false, null),
                        new FrameScore(1, Double.NaN, false, null));
        Coverage coverage = new Coverage(2, 2, 2, 2, false);

        assertThat(Verdict.judge(Rule.tutorial(), frames, coverage, 1, false))
                .isEqualTo(new Verdict.Undecided("1 frames got no score"));
    }

    @Test
    void matchNeedsAConfirmedPositiveFrameIfTheTargetHasAConfirmation() {
        Coverage coverage = new Coverage(2, 2, 2, 2, false);

        assertThat(
                        Verdict.judge(
                                Rule.tutorial(),
                                checked(Outcome.CONFIRMED, true),
                                coverage,
                                1,
                                true))
                .isEqualTo(new Verdict.Match());
        assertThat(
                        Verdict.judge(
                                Rule.tutorial(), checked(Outcome.UNCLEAR, true), coverage, 1, true))
                .isEqualTo(new Verdict.Undecided(Verdict.NEVER_SEEN_WELL, true));
        assertThat(Verdict.judge(Rule.any(), checked(Outcome.UNCLEAR, true), coverage, 1, true))
                .isEqualTo(new Verdict.Undecided(Verdict.NEVER_SEEN_WELL, true));
        assertThat(
                        Verdict.judge(
                                Rule.tutorial(),
                                checked(Outcome.CONFIRMED, false),
                                coverage,
                                1,
                                true))
                .isEqualTo(new Verdict.NoMatch());
    }

    @Test
    void framesInWhichNobodyCanTellAreNeverSilentlyNegative() {
        Coverage coverage = new Coverage(3, 3, 3, 3, false);
        List<FrameScore> frames =
                List.of(
                        new FrameScore(0, 0.3, false, null, null, true),
                        new FrameScore(1, 0.3, false, null, null, true),
                        new FrameScore(2, 0.1, false, null));

        assertThat(Verdict.judge(Rule.tutorial(), frames, coverage, 1, true))
                .isEqualTo(new Verdict.Undecided(Verdict.NEVER_SEEN_WELL, true));
        assertThat(Verdict.judge(Rule.parse("presence:2"), frames, coverage, 1, true))
                .isEqualTo(new Verdict.NoMatch());
    }

    private static List<FrameScore> checked(Outcome outcome, boolean positive) {
        FaceCheck check = new FaceCheck(outcome, 0.6, 1, "a.jpg", 0.7);
        return List.of(
                new FrameScore(0, 0.9, positive, null, check, false),
                new FrameScore(1, 0.9, positive, null));
    }

    @Test
    void stoppingEarlyOnPurposeIsNotMissingAnything() {
        Coverage coverage = new Coverage(18, 7, 18, 7, true);

        assertThat(Verdict.judge(Rule.tutorial(), frames("+++++++"), coverage, 1, false))
                .isEqualTo(new Verdict.Match());
    }

    @Test
    void peopleLookAtMatchesAndAtWhatNothingConfirms() {
        assertThat(new Verdict.Match().isLead()).isTrue();
        assertThat(new Verdict.Undecided(Verdict.NEVER_SEEN_WELL, true).isLead()).isTrue();
        assertThat(new Verdict.Undecided("half").isLead()).isFalse();
        assertThat(new Verdict.NoMatch().isLead()).isFalse();
    }

    @Test
    void keyFramesOnlySayWhetherToLookFurther() {
        List<FrameScore> low = List.of(new FrameScore(0, 0.2, false, null));
        List<FrameScore> near =
                List.of(new FrameScore(0, 0.1, false, null), new FrameScore(7, 0.25, false, null));
        List<FrameScore> unclear = List.of(new FrameScore(0, 0.1, false, null, null, true));
        List<FrameScore> failed = List.of(new FrameScore(0, Double.NaN, false, null));

        assertThat(Verdict.triage(low, 0.5))
                .isEqualTo(new Verdict.Undecided("nothing in 1 key frame", false));
        assertThat(Verdict.triage(near, 0.5).isLead()).isTrue();
        assertThat(Verdict.triage(unclear, 0.5).isLead()).isTrue();
        assertThat(Verdict.triage(failed, 0.5))
                .isEqualTo(new Verdict.Undecided("1 key frame got no score", true));
    }

    @Test
    void eachVerdictHasItsWord() {
        assertThat(
                        List.of(
                                new Verdict.Match(),
                                new Verdict.NoMatch(),
                                new Verdict.Undecided("half"),
                                new Verdict.Unreadable("none")))
                .extracting(Verdict::word)
                .containsExactly("match", "no_match", "undecided", "unreadable");
    }
}

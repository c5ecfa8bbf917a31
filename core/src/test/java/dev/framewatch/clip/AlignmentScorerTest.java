package dev.framewatch.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.geometry.RelativeRect;
import org.junit.jupiter.api.Test;

class AlignmentScorerTest {
    private static final int SECONDS = 10;
    private static final SpatioTemporalTransform IDENTITY =
            SpatioTemporalTransform.of(RelativeRect.WHOLE, RelativeRect.WHOLE, false, 0);

    private final ClipFingerprint clip = new DrawnClip(1).fingerprint().thinned();

    @Test
    void clipAgreesFullyWithItself() {
        MatchScore score = scorer(clip, clip).score(IDENTITY);
        assertThat(score.transform()).isEqualTo(IDENTITY);
        assertThat(score.imageCorrelation()).isCloseTo(1, within(1e-3));
        assertThat(score.changeCorrelation()).isCloseTo(1, within(1e-3));
    }

    @Test
    void constantPartsCountInTheImageOnly() {
        ClipFingerprint other = new DrawnClip(2).fingerprint().thinned();
        MatchScore unrelated = scorer(clip, other).score(IDENTITY);
        assertThat(unrelated.changeCorrelation()).isBetween(-0.3, 0.3);
        ClipFingerprint studio = blinking(20, (row, _) -> 10 * row);
        ClipFingerprint opposite = blinking(-20, (row, _) -> 10 * row);
        MatchScore sameStudio = scorer(studio, opposite).score(IDENTITY);
        assertThat(sameStudio.imageCorrelation()).isGreaterThan(0.6);
        assertThat(sameStudio.changeCorrelation()).isCloseTo(-1, within(0.01));
    }

    @Test
    void correlationDoesNotDependOnContrast() {
        MatchScore score = scorer(blinking(20), blinking(60)).score(IDENTITY);
        assertThat(score.imageCorrelation()).isCloseTo(1, within(1e-3));
        assertThat(score.changeCorrelation()).isCloseTo(1, within(1e-3));
        MatchScore negative = scorer(blinking(20), blinking(-60)).score(IDENTITY);
        assertThat(negative.imageCorrelation()).isCloseTo(-1, within(1e-3));
        assertThat(negative.changeCorrelation()).isCloseTo(-1, within(1e-3));
    }

    @Test
    void agreesOnlyWhereAligned() {
        AlignmentScorer scorer = scorer(new DrawnClip(1).cut(2, 10), clip);
        assertThat(scorer.score(IDENTITY.shifted(2)).total()).isGreaterThan(1.9);
        assertThat(scorer.score(IDENTITY).total()).isLessThan(1.5);
        assertThat(scorer.score(IDENTITY.shifted(3)).total()).isLessThan(1.5);
    }

    @Test
    void queryIsInterpolatedBetweenItsSamples() {
        ClipFingerprint between = new DrawnClip(1).cut(0.125, 10);
        AlignmentScorer scorer = scorer(between, clip);
        assertThat(scorer.score(IDENTITY.shifted(0.125)).total()).isGreaterThan(1.95);
    }

    @Test
    void agreesWithTheMirroredCropOfTheSameClip() {
        ClipFingerprint copy =
                new DrawnClip(1).copy((screen, x, y, _) -> screen.at(0.9 - 0.8 * x, 0.2 + 0.8 * y));
        SpatioTemporalTransform transform =
                SpatioTemporalTransform.of(
                        RelativeRect.WHOLE, new RelativeRect(0.1, 0.2, 0.8, 0.8), true, 0);
        AlignmentScorer scorer = scorer(copy, clip);
        assertThat(scorer.score(transform).total()).isGreaterThan(1.9);
        assertThat(scorer.score(IDENTITY).total()).isLessThan(1.2);
    }

    @Test
    void noScoreWithoutOverlapInTimeOrSpace() {
        AlignmentScorer scorer = scorer(clip, clip);
        for (SpatioTemporalTransform transform :
                new SpatioTemporalTransform[] {
                    IDENTITY.shifted(20),
                    IDENTITY.shifted(-20),
                    IDENTITY.scaledAndTranslated(1, 1, 0.9, 0),
                    IDENTITY.scaledAndTranslated(1, 1, 0, -0.9),
                    IDENTITY.scaledAndTranslated(1, 1, 2, 2)
                }) {
            assertThat(scorer.score(transform).total()).as("%s", transform).isEqualTo(-2);
            assertThat(scorer.decide(transform)).isEqualTo(MatchDecision.NONE);
        }
    }

    @Test
    void everyChangingCellIsEvidence() {
        MatchDecision decision = scorer(blinking(20), blinking(20)).decide(IDENTITY);
        assertThat(decision.meanCorrelation()).isCloseTo(1, within(1e-6));
        assertThat(decision.agreeingFraction()).isEqualTo(1);
        // 9 changes of 256 cells that exceed a correlation of 0.2 by 0.8
        assertThat(decision.evidence()).isCloseTo(9 * 256 * 0.8, within(0.1));
        assertThat(decision.seconds()).isEqualTo(SECONDS);
    }

    @Test
    void contrastMayDifferByAFactorOfTwoAndAHalf() {
        assertThat(scorer(blinking(20), blinking(48)).decide(IDENTITY).meanCorrelation())
                .isCloseTo(1, within(0.01));
        assertThat(scorer(blinking(48), blinking(20)).decide(IDENTITY).meanCorrelation())
                .isCloseTo(1, within(0.01));
        // a gain of 2.5 leaves half of a factor of 5: 2 * 0.5 / (0.25 + 1)
        assertThat(scorer(blinking(10), blinking(50)).decide(IDENTITY).meanCorrelation())
                .isCloseTo(0.8, within(0.01));
        assertThat(scorer(blinking(50), blinking(10)).decide(IDENTITY).meanCorrelation())
                .isCloseTo(0.8, within(0.01));
    }

    @Test
    void oppositeChangesAreNoEvidence() {
        MatchDecision decision = scorer(blinking(20), blinking(-20)).decide(IDENTITY);
        assertThat(decision.meanCorrelation()).isCloseTo(-1, within(1e-6));
        assertThat(decision.agreeingFraction()).isZero();
        assertThat(decision.evidence()).isZero();
    }

    @Test
    void nothingIsDecidedWithoutChange() {
        assertThat(scorer(blinking(0), blinking(0)).decide(IDENTITY)).isEqualTo(MatchDecision.NONE);
        assertThat(scorer(blinking(0.5), blinking(0.5)).decide(IDENTITY))
                .isEqualTo(MatchDecision.NONE);
    }

    @Test
    void sharedSecondsAreThoseOfTheStoredClip() {
        AlignmentScorer scorer = scorer(clip, clip);
        assertThat(scorer.decide(IDENTITY.shifted(3)).seconds()).isCloseTo(7, within(1e-6));
        assertThat(scorer.decide(IDENTITY.shifted(-3)).seconds()).isCloseTo(7, within(1e-6));
        ClipFingerprint shorter = new DrawnClip(1).cut(2, 6);
        assertThat(scorer(shorter, clip).decide(IDENTITY.shifted(2)).seconds())
                .isCloseTo(4, within(1e-6));
        SpatioTemporalTransform faster = IDENTITY.shifted(2).withSpeedChange(0.1, 0);
        assertThat(scorer(shorter, clip).decide(faster).seconds()).isCloseTo(4.4, within(1e-6));
    }

    private static AlignmentScorer scorer(ClipFingerprint query, ClipFingerprint stored) {
        AlignmentScorer scorer = new AlignmentScorer(query);
        scorer.setStored(stored);
        return scorer;
    }

    /** The grey levels that a clip adds to its changes. */
    private interface Background {
        float at(int row, int column);
    }

    private static ClipFingerprint blinking(double change) {
        return blinking(change, (_, _) -> 0);
    }

    /** Returns a clip whose left half brightens by a change as its right half darkens, in turns. */
    private static ClipFingerprint blinking(double change, Background background) {
        float[][] images = new float[SECONDS][Thumbnails.CELLS];
        float[] times = new float[SECONDS];
        for (int i = 0; i < SECONDS; i++) {
            times[i] = i;
            for (int c = 0; c < Thumbnails.CELLS; c++) {
                int column = c % Thumbnails.SIDE;
                boolean isBright = (column < Thumbnails.SIDE / 2) == (i % 2 == 0);
                images[i][c] =
                        (float) (128 + (isBright ? change : -change) / 2)
                                + background.at(c / Thumbnails.SIDE, column)
                                - background.at(Thumbnails.SIDE / 2, column);
            }
        }
        return new ClipFingerprint(
                SECONDS, 1, null, times, 0, new long[0], Thumbnails.of(images), new byte[0]);
    }
}

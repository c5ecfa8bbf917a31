package dev.framewatch.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoreSmoothingTest {
    private static double[] smooth(double weight, double... scores) {
        return ScoreSmoothing.apply(scores, weight);
    }

    @Test
    void withoutWeightNothingChanges() {
        assertThat(smooth(0, 0.1, 0.9, 0.2, Double.NaN)).containsExactly(0.1, 0.9, 0.2, Double.NaN);
    }

    @Test
    void isTheWeightedMeanOfLogOdds() {
        double logit = (Math.log(4) + 0.5 * (Math.log(9) + 0)) / 2;

        assertThat(smooth(0.5, 0.9, 0.8, 0.5)[1])
                .isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-12));
    }

    @Test
    void aLonelyPeakIsPulledDownByItsNeighbours() {
        assertThat(smooth(1, 0.1, 0.9, 0.1)[1]).isLessThan(0.5);
    }

    @Test
    void evenNeighboursLeaveAFrameAsItIs() {
        assertThat(smooth(0.5, 0.7, 0.7, 0.7))
                .containsExactly(new double[] {0.7, 0.7, 0.7}, within(1e-12));
    }

    @Test
    void aFrameWithoutAScoreKeepsNoneAndDoesNotAffectItsNeighbours() {
        double[] smooth = smooth(1, 0.8, Double.NaN, 0.3);

        assertThat(smooth[0]).isCloseTo(0.8, within(1e-12));
        assertThat(smooth[1]).isNaN();
        assertThat(smooth[2]).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void certainScoresStayFinite() {
        for (double score : smooth(1, 0, 1, 0)) {
            assertThat(score).isStrictlyBetween(0.0, 1.0);
        }
    }
}

package dev.framewatch.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.targets.TargetClassifier.Score;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemporalSmoothingTest {
    private static List<Score> scores(double... values) {
        return Arrays.stream(values).mapToObj(value -> new Score(value, null)).toList();
    }

    @Test
    void withoutWeightNothingChanges() {
        assertThat(TemporalSmoothing.apply(scores(0.1, 0.9, 0.2), 0))
                .containsExactly(0.1, 0.9, 0.2);
    }

    @Test
    void aLonelyPeakIsPulledDownByItsNeighbours() {
        double[] smooth = TemporalSmoothing.apply(scores(0.1, 0.9, 0.1), 1);

        assertThat(smooth[1]).isLessThan(0.5);
    }

    @Test
    void evenNeighboursLeaveAFrameAsItIs() {
        double[] smooth = TemporalSmoothing.apply(scores(0.7, 0.7, 0.7), 0.5);

        assertThat(smooth).containsExactly(new double[] {0.7, 0.7, 0.7}, within(1e-12));
    }

    @Test
    void aFrameWithoutAScoreStaysWithoutAndTellsItsNeighboursNothing() {
        double[] smooth = TemporalSmoothing.apply(scores(0.8, Double.NaN, 0.3), 1);

        assertThat(smooth[0]).isCloseTo(0.8, within(1e-12));
        assertThat(smooth[1]).isNaN();
        assertThat(smooth[2]).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void theFrameBeforeAndTheFrameAfterCountAlike() {
        double[] before = TemporalSmoothing.apply(scores(0.9, 0.5, 0.5, 0.5), 0.5);
        double[] after = TemporalSmoothing.apply(scores(0.5, 0.5, 0.5, 0.9), 0.5);

        // the mean log-odds of weights 1/2, 1, 1/2: a quarter of those of 0.9, which are log 9
        double pulled = 1 / (1 + Math.pow(9, -0.25));
        assertThat(before[1]).isCloseTo(pulled, within(1e-12));
        assertThat(before[2]).isCloseTo(0.5, within(1e-12));
        assertThat(after[2]).isCloseTo(pulled, within(1e-12));
        assertThat(after[1]).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void certaintyIsBoundedSoThatItsNeighboursStillCount() {
        double[] smooth = TemporalSmoothing.apply(scores(1, 0, 1), 1);

        assertThat(smooth[0]).isCloseTo(0.5, within(1e-6));
        assertThat(smooth[1]).isCloseTo(1 / (1 + Math.pow(1e-6, 1 / 3.0)), within(1e-4));
    }
}

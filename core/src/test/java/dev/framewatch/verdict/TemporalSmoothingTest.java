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
}

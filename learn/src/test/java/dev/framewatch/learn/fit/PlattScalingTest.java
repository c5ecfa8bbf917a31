package dev.framewatch.learn.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlattScalingTest {
    @Test
    void recoversSlopeAndOffset() {
        Random random = new Random(11);
        double[] raw = new double[20_000];
        boolean[] positive = new boolean[raw.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = 3 * random.nextGaussian();
            positive[i] = random.nextDouble() < 1 / (1 + Math.exp(-(0.7 * raw[i] - 1.2)));
        }

        PlattScaling found = PlattScaling.fit(raw, positive);

        assertThat(found.slope()).isCloseTo(0.7, within(0.03));
        assertThat(found.offset()).isCloseTo(-1.2, within(0.05));
    }

    @Test
    void staysFiniteForSeparableScores() {
        PlattScaling found =
                PlattScaling.fit(
                        new double[] {-2, -1, 1, 2}, new boolean[] {false, false, true, true});

        assertThat(found.probability(2)).isBetween(0.6, 0.95);
        assertThat(found.probability(-2)).isBetween(0.05, 0.4);
    }

    @Test
    void mapsMisleadingScoresToTheBaseRate() {
        PlattScaling found =
                PlattScaling.fit(
                        new double[] {3, 2, 1, 0}, new boolean[] {false, false, false, true});

        assertThat(found.slope()).isPositive();
        assertThat(found.probability(3)).isCloseTo(1 / 3.0, within(0.01));
    }

    @Test
    void foldsIntoAModel() {
        LinearModel head = new LinearModel(new double[] {2, -1}, 0.5);
        PlattScaling calibration = new PlattScaling(3, -1);
        float[] vector = {0.3f, 0.4f};

        assertThat(Sigmoid.of(calibration.applyTo(head).logit(vector)))
                .isCloseTo(calibration.probability(head.logit(vector)), within(1e-12));
    }
}

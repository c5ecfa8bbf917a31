package dev.framewatch.learn.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
    private static final double C = 10;

    /** Returns the gradient of the documented objective, computed directly. */
    private static double[] gradient(
            LinearModel head, List<float[]> x, boolean[] y, double[] weights) {
        double[] sum = new double[2];
        for (int i = 0; i < y.length; i++) {
            sum[y[i] ? 1 : 0] += weights[i];
        }
        int size = head.weights().length;
        double[] gradient = new double[size + 1];
        System.arraycopy(head.weights(), 0, gradient, 0, size);
        for (int i = 0; i < y.length; i++) {
            double logit = head.bias();
            for (int j = 0; j < size; j++) {
                logit += head.weights()[j] * x.get(i)[j];
            }
            double balance = y.length * weights[i] / (2 * sum[y[i] ? 1 : 0]);
            double error = C * balance * (1 / (1 + Math.exp(-logit)) - (y[i] ? 1 : 0));
            for (int j = 0; j < size; j++) {
                gradient[j] += error * x.get(i)[j];
            }
            gradient[size] += error;
        }
        return gradient;
    }

    @Test
    void convergesToAZeroGradient() {
        Random random = new Random(7);
        Gaussians faces = new Gaussians(7, 1.5);
        List<float[]> x = new ArrayList<>();
        boolean[] y = new boolean[200];
        double[] weights = new double[200];
        for (int i = 0; i < y.length; i++) {
            y[i] = i % 5 == 0;
            weights[i] = 0.2 + random.nextDouble();
            x.add(y[i] ? faces.face(0) : faces.stranger());
        }

        LinearModel head = new LogisticRegression(C).fit(x, y, weights);

        assertThat(gradient(head, x, y, weights))
                .satisfies(g -> {
                    for (double part : g) {
                        assertThat(part).isCloseTo(0, within(0.05));
                    }
                });
        assertThat(gradient(new LinearModel(new double[32], 0), x, y, weights)[0])
                .isNotCloseTo(0, within(0.05));
    }

    @Test
    void balancesTheClasses() {
        List<float[]> x = new ArrayList<>();
        boolean[] y = new boolean[101];
        double[] weights = new double[101];
        for (int i = 0; i < 101; i++) {
            y[i] = i == 0;
            weights[i] = 1;
            x.add(new float[] {y[i] ? 1 : -1});
        }

        LinearModel head = new LogisticRegression(C).fit(x, y, weights);

        assertThat(head.bias()).isCloseTo(0, within(1e-3));
        assertThat(head.logit(new float[] {1})).isPositive();
    }

    @Test
    void rejectsASingleClass() {
        List<float[]> x = List.of(new float[] {1}, new float[] {2});
        assertThatThrownBy(
                        () -> new LogisticRegression(C).fit(x, new boolean[2], new double[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("both classes");
    }
}

package dev.framewatch.learn.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.learn.evaluate.RocAnalysis;
import dev.framewatch.learn.evaluate.ScoredImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatentRegionLearnerTest {
    private static final int DIMENSIONS = 24;
    private static final int REGIONS = 40;
    private static final LogisticRegression REGRESSION = new LogisticRegression(10);
    private static final LatentRegionLearner LEARNER = new LatentRegionLearner(REGRESSION);

    /**
     * Returns images of forty regions. In positive ones dimensions 0 and 1 are high in one region;
     * in negative ones they usually are as well, but in different regions, so that pooled features
     * are hardly discriminative.
     */
    private static List<Example> images(long seed, int count) {
        Random random = new Random(seed);
        List<Example> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<float[]> regions = new ArrayList<>();
            for (int r = 0; r < REGIONS; r++) {
                float[] region = new float[DIMENSIONS];
                for (int j = 0; j < DIMENSIONS; j++) {
                    region[j] = (float) Math.abs(random.nextGaussian());
                }
                regions.add(region);
            }
            int first = random.nextInt(REGIONS);
            int second = (first + 1 + random.nextInt(REGIONS - 1)) % REGIONS;
            if (i % 2 == 0) {
                regions.get(first)[0] = 4;
                regions.get(first)[1] = 4;
            } else {
                regions.get(first)[0] = random.nextInt(3) > 0 ? 4 : 2;
                regions.get(second)[1] = random.nextInt(3) > 0 ? 4 : 2;
            }
            images.add(new Example(regions, List.of(), i % 2 == 0, "", 1));
        }
        return images;
    }

    private static double auc(Scorer head, List<Example> images) {
        List<ScoredImage> scored = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            double probability = Sigmoid.of(head.logit(images.get(i).vectors()));
            scored.add(new ScoredImage("picture" + i, images.get(i).positive(), "", probability));
        }
        return new RocAnalysis(scored).auc().orElseThrow();
    }

    @Test
    void findsTheDiscriminativeRegion() {
        LinearModel head = LEARNER.fit(images(1, 120));

        assertThat(auc(head, images(2, 200))).isGreaterThan(0.95);
    }

    @Test
    void theMaximumOverAllRegionsIsNotDiscriminative() {
        List<Example> pooled =
                images(1, 120).stream().map(LatentRegionLearnerTest::pooled).toList();
        List<Example> others =
                images(2, 200).stream().map(LatentRegionLearnerTest::pooled).toList();

        assertThat(auc(LEARNER.fit(pooled), others)).isLessThan(0.85);
    }

    private static Example example(List<float[]> vectors, Example like) {
        return new Example(vectors, List.of(), like.positive(), "", 1);
    }

    private static Example pooled(Example image) {
        float[] maximum = new float[DIMENSIONS];
        for (float[] region : image.vectors()) {
            for (int j = 0; j < DIMENSIONS; j++) {
                maximum[j] = Math.max(maximum[j], region[j]);
            }
        }
        return example(List.of(maximum), image);
    }

    @Test
    void isLogisticRegressionWithOneVectorPerImage() {
        List<Example> pooled = images(3, 60).stream().map(LatentRegionLearnerTest::pooled).toList();
        List<float[]> vectors = pooled.stream().map(image -> image.vectors().getFirst()).toList();
        StandardScaler scaler = StandardScaler.fit(pooled);
        boolean[] positive = new boolean[pooled.size()];
        double[] weights = new double[pooled.size()];
        for (int i = 0; i < weights.length; i++) {
            positive[i] = pooled.get(i).positive();
            weights[i] = 1;
        }

        List<float[]> scaled = vectors.stream().map(vector -> apply(scaler, vector)).toList();
        LinearModel plain = REGRESSION.fit(scaled, positive, weights);
        LinearModel head = LEARNER.fit(pooled);

        for (float[] vector : vectors) {
            assertThat(head.logit(vector))
                    .isCloseTo(plain.logit(apply(scaler, vector)), within(1e-6));
        }
    }

    private static float[] apply(StandardScaler scaler, float[] vector) {
        float[] scaled = new float[vector.length];
        for (int j = 0; j < scaled.length; j++) {
            scaled[j] = (float) ((vector[j] - scaler.mean()[j]) * scaler.factor()[j]);
        }
        return scaled;
    }

    @Test
    void isInvariantToTheScaleOfADimension() {
        List<Example> plain = images(4, 60);
        List<Example> stretched = plain.stream().map(LatentRegionLearnerTest::stretch).toList();

        Scorer one = LEARNER.fit(plain);
        Scorer other = LEARNER.fit(stretched);

        for (int i = 0; i < plain.size(); i++) {
            assertThat(other.logit(stretched.get(i).vectors()))
                    .isCloseTo(one.logit(plain.get(i).vectors()), within(0.05));
        }
    }

    private static Example stretch(Example image) {
        List<float[]> stretched = new ArrayList<>();
        for (float[] vector : image.vectors()) {
            float[] copy = new float[vector.length];
            for (int j = 0; j < copy.length; j++) {
                copy[j] = 5 + (1 + j) * vector[j];
            }
            stretched.add(copy);
        }
        return example(stretched, image);
    }

    @Test
    void isDeterministic() {
        LinearModel one = LEARNER.fit(images(5, 40));
        LinearModel other = LEARNER.fit(images(5, 40));

        assertThat(one.weights()).isEqualTo(other.weights());
        assertThat(one.bias()).isEqualTo(other.bias());
    }

    @Test
    void rejectsASingleClass() {
        List<Example> positives = images(6, 10).stream().filter(Example::positive).toList();

        assertThatThrownBy(() -> LEARNER.fit(positives))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("both classes are needed");
        assertThatThrownBy(() -> LEARNER.fit(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("both classes are needed");
    }
}

package dev.framewatch.learn.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.vision.OnnxModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScoreFusionTest {
    private static final double NOBODY = Double.NEGATIVE_INFINITY;

    private final Random random = new Random(5);

    /** Positive if a hidden sum of both scores is; every fourth image has no face. */
    private ScoreFusion fitted(double sceneSay) {
        double[] faces = new double[800];
        double[] scenes = new double[800];
        boolean[] positive = new boolean[800];
        for (int i = 0; i < faces.length; i++) {
            boolean nobody = i % 4 == 0;
            faces[i] = nobody ? NOBODY : 2 * random.nextGaussian();
            scenes[i] = 2 * random.nextGaussian();
            double both = (nobody ? -2 : faces[i]) + sceneSay * scenes[i];
            positive[i] = both + random.nextGaussian() > 0;
        }
        return ScoreFusion.fit(faces, scenes, positive);
    }

    @Test
    void usesBothScoresIfBothAreInformative() {
        ScoreFusion fusion = fitted(0.5);

        assertThat(fusion.faceWeight()).isPositive();
        assertThat(fusion.sceneWeight() / fusion.faceWeight()).isCloseTo(0.5, within(0.15));
        assertThat(fusion.sceneOnlyWeight()).isPositive();
        assertThat(fusion.logit(NOBODY, 0)).isLessThan(fusion.logit(0, 0));
    }

    @Test
    void ignoresAMisleadingScene() {
        ScoreFusion fusion = fitted(-0.5);

        assertThat(fusion.sceneWeight()).isZero();
        assertThat(fusion.sceneOnlyWeight()).isZero();
        assertThat(fusion.faceWeight()).isPositive();
    }

    static List<ValidationStrategy> strategies() {
        return List.of(new CrossValidation(10, 2), new HoldoutValidation());
    }

    /** Faces and scenes are about as informative, each a little. */
    private List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean positive = i / 4 % 2 == 0;
            float[] vector = new float[4];
            for (int j = 0; j < vector.length; j++) {
                vector[j] = (float) (random.nextGaussian() + (positive ? 0.6 : -0.6));
            }
            examples.add(new Example(List.of(vector), List.of(), positive, "v" + i / 4, 1));
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void isValidatedOnTheImagesThatBothWereValidatedOn(ValidationStrategy strategy) {
        LogisticRegression regression = new LogisticRegression(30);
        List<Example> faces = examples();
        List<Example> scenes = examples();

        ValidationResult face =
                strategy.validate(faces, new MultipleInstanceLearner(regression), 1);
        ValidationResult scene = strategy.validate(scenes, new LatentRegionLearner(regression), 1);
        ValidationResult both = ScoreFusion.validate(scenes, face, scene, 10, 1);

        assertThat(both.validated()).isEqualTo(scene.validated());
        for (int i = 0; i < scenes.size(); i++) {
            boolean validated = Arrays.binarySearch(both.validated(), i) >= 0;
            assertThat(Double.isFinite(both.logits()[i])).isEqualTo(validated);
        }
        assertThat(accuracy(scenes, both)).isGreaterThan(0.85);
    }

    private static double accuracy(List<Example> examples, ValidationResult result) {
        return Arrays.stream(result.validated())
                        .filter(i -> result.logits()[i] > 0 == examples.get(i).positive())
                        .count()
                / (double) result.validated().length;
    }

    @Test
    void exportsAHeadThatScoresLikeTheScorer() {
        FusedScorer scorer =
                new FusedScorer(
                        new LinearModel(new double[] {1, -2}, 0.5),
                        new LinearModel(new double[] {0.3, 0.7, -1}, -0.2),
                        new ScoreFusion(0.9, 0.4, -0.1, 0.6, -1.5));
        PlattScaling calibration = new PlattScaling(1.7, -0.3);
        float[] somebody = {0.4f, 0.1f, 1, 0.9f, -0.5f, 2};
        float[] nobody = {0, 0, 0, 0.9f, -0.5f, 2};

        try (OnnxModel head = OnnxModel.open("head", scorer.onnx(calibration))) {
            float[] scores = head.predict(List.of(somebody, nobody));

            assertThat(scores[0])
                    .isCloseTo(
                            (float) calibration.probability(scorer.logit(somebody)), within(1e-6f));
            assertThat(scores[1])
                    .isCloseTo(
                            (float) calibration.probability(scorer.logit(nobody)), within(1e-6f));
            assertThat(scores[0]).isNotCloseTo(scores[1], within(0.1f));
        }
    }
}

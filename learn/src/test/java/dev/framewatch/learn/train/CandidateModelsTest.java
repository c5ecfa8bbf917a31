package dev.framewatch.learn.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.geometry.Box;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.fit.CrossValidation;
import dev.framewatch.learn.fit.HoldoutValidation;
import dev.framewatch.learn.fit.LatentRegionLearner;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.learn.fit.MultipleInstanceLearner;
import dev.framewatch.learn.fit.ValidationStrategy;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FrameFeatures;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faces and scenes tell about as much, each a little. */
class CandidateModelsTest {
    private static final int PICTURES = 200;
    private static final int NUMBERS = 4;

    static List<ValidationStrategy> waysToExamine() {
        return List.of(new CrossValidation(10, 2), new HoldoutValidation());
    }

    private static List<LabelledFeatures> pictures() {
        Random random = new Random(3);
        List<LabelledFeatures> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            boolean positive = i / 4 % 2 == 0;
            pictures.add(
                    new LabelledFeatures(
                            "p" + i,
                            positive,
                            "v" + i / 4,
                            new FrameFeatures(
                                    List.of(face(vector(positive, random))),
                                    List.of(vector(positive, random)))));
        }
        return pictures;
    }

    private static EmbeddedFace face(float[] embedding) {
        return new EmbeddedFace(new Face(new Box(0, 0, 9, 9), 1), embedding);
    }

    private static float[] vector(boolean positive, Random random) {
        float[] vector = new float[NUMBERS];
        for (int j = 0; j < NUMBERS; j++) {
            vector[j] = (float) (random.nextGaussian() + (positive ? 0.6 : -0.6));
        }
        return vector;
    }

    @ParameterizedTest
    @MethodSource("waysToExamine")
    void facesAndScenesTogetherAreExaminedWhereBothWere(ValidationStrategy how) {
        List<LabelledFeatures> pictures = pictures();
        LogisticRegression regression = new LogisticRegression(30);
        CandidateModels candidates =
                new CandidateModels(
                        pictures,
                        pictures.stream().map(LabelledFeatures::group).toList(),
                        how,
                        new MultipleInstanceLearner(regression),
                        new LatentRegionLearner(regression),
                        1);

        CrossValidationResult scene = candidates.evaluate(TargetKind.SCENE);
        CrossValidationResult both = candidates.evaluate(TargetKind.AUTO);

        assertThat(both.examined()).isEqualTo(scene.examined());
        for (int i = 0; i < PICTURES; i++) {
            boolean examined = Arrays.binarySearch(both.examined(), i) >= 0;
            assertThat(Double.isFinite(both.logits()[i])).isEqualTo(examined);
        }
        assertThat(right(pictures, both)).isGreaterThan(0.85);
    }

    private static double right(List<LabelledFeatures> pictures, CrossValidationResult result) {
        return Arrays.stream(result.examined())
                        .filter(i -> result.logits()[i] > 0 == pictures.get(i).positive())
                        .count()
                / (double) result.examined().length;
    }
}

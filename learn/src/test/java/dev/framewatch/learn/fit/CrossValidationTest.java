package dev.framewatch.learn.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Vectors hold the index of their image; four consecutive images form a video. */
class CrossValidationTest {
    private static final int PICTURES = 120;
    private static final float COPY = 1000;

    private final List<Set<Float>> trainingSets = Collections.synchronizedList(new ArrayList<>());

    /** Records its training sets, and scores a vector by whether it was in one. */
    private final Learner witness =
            examples -> {
                Set<Float> shown = new HashSet<>();
                examples.stream()
                        .flatMap(Example::versions)
                        .forEach(image -> shown.add(image.vectors().getFirst()[0]));
                trainingSets.add(shown);
                return new Witness(shown);
            };

    private record Witness(Set<Float> shown) implements Scorer {
        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public double logit(float[] vector) {
            return shown.contains(vector[0]) ? 1 : 0;
        }

        @Override
        public byte[] onnx(PlattScaling calibration) {
            throw new AssertionError("nobody asks for it");
        }
    }

    private static List<Example> examples() {
        return IntStream.range(0, PICTURES)
                .mapToObj(i ->
                        new Example(
                                vector(i),
                                List.of(vector(COPY + i), vector(2 * COPY + i)),
                                i % 8 < 4,
                                "v" + i / 4,
                                1))
                .toList();
    }

    private static List<float[]> vector(float number) {
        return List.of(new float[] {number});
    }

    @Test
    void scoresEveryImageByAModelNotTrainedOnIt() {
        ValidationResult result = new CrossValidation(10, 2).validate(examples(), witness, 1);

        assertThat(result.validated()).hasSize(PICTURES);
        assertThat(result.logits()).containsOnly(0);
    }

    /** Augmented versions of a held-out image, or of others of its video, would leak. */
    @Test
    void keepsAugmentedImagesInTheFoldOfTheirOriginal() {
        new CrossValidation(10, 1).validate(examples(), witness, 1);

        assertThat(trainingSets).hasSize(11);
        for (Set<Float> trainingSet : trainingSets) {
            for (float i = 0; i < PICTURES; i++) {
                assertThat(trainingSet.contains(COPY + i)).isEqualTo(trainingSet.contains(i));
                assertThat(trainingSet.contains(i))
                        .isEqualTo(trainingSet.contains((float) ((int) i / 4 * 4)));
            }
        }
    }

    @Test
    void validatesAllImagesAndReturnsAScorerTrainedOnAll() {
        ValidationResult result = new CrossValidation(10, 1).validate(examples(), witness, 1);

        assertThat(result.validated()).hasSize(PICTURES);
        assertThat(result.scorer().logit(new float[] {17})).isEqualTo(1);
    }

    @Test
    void countsEveryFit() {
        CrossValidation validation = new CrossValidation(10, 2);

        validation.validate(examples(), witness, 1);

        assertThat(trainingSets).hasSize(validation.fitCount());
    }
}

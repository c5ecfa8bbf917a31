package dev.framewatch.learn.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A vector here is the number of its picture, and of its video: pictures come four to a video. */
class CrossValidationTest {
    private static final int PICTURES = 120;
    private static final float COPY = 1000;

    private final List<Set<Float>> lessons = Collections.synchronizedList(new ArrayList<>());

    /** Remembers what it was shown, and scores a vector by whether it was. */
    private final Learner witness =
            bags -> {
                Set<Float> shown = new HashSet<>();
                bags.forEach(bag -> bag.vectors().forEach(vector -> shown.add(vector[0])));
                lessons.add(shown);
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
                .mapToObj(i -> new Example(bag(i), List.of(bag(COPY + i), bag(2 * COPY + i))))
                .toList();
    }

    private static Bag bag(float number) {
        return new Bag(List.of(new float[] {number}), number % COPY % 8 < 4, 1);
    }

    private static List<String> videos() {
        return IntStream.range(0, PICTURES).mapToObj(i -> "v" + i / 4).toList();
    }

    @Test
    void nothingIsScoredByWhoHasLearnedFromIt() {
        ValidationResult result =
                new CrossValidation(10, 2).validate(examples(), videos(), witness, 1);

        assertThat(result.validated()).hasSize(PICTURES);
        assertThat(result.logits()).containsOnly(0);
    }

    /** Copies of a picture that is held back, or of its neighbours in a video, would leak. */
    @Test
    void copiesAreLearnedFromTogetherWithTheirPictureAndNeverWithoutIt() {
        new CrossValidation(10, 1).validate(examples(), videos(), witness, 1);

        assertThat(lessons).hasSize(11);
        for (Set<Float> lesson : lessons) {
            for (float i = 0; i < PICTURES; i++) {
                assertThat(lesson.contains(COPY + i)).isEqualTo(lesson.contains(i));
                assertThat(lesson.contains(i))
                        .isEqualTo(lesson.contains((float) ((int) i / 4 * 4)));
            }
        }
    }

    @Test
    void everythingIsExaminedAndUsesWhatLearnedFromEverything() {
        ValidationResult result =
                new CrossValidation(10, 1).validate(examples(), videos(), witness, 1);

        assertThat(result.validated()).hasSize(PICTURES);
        assertThat(result.scorer().logit(new float[] {17})).isEqualTo(1);
    }

    @Test
    void everyFitIsCounted() {
        CrossValidation how = new CrossValidation(10, 2);

        how.validate(examples(), videos(), witness, 1);

        assertThat(lessons).hasSize(how.fitCount());
    }
}

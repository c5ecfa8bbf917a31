package dev.framewatch.learn.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MultipleInstanceLearnerTest {
    private static final MultipleInstanceLearner LEARNER =
            new MultipleInstanceLearner(new LogisticRegression(10));

    /** Returns images with person 0 among others; in crowds of three, at a random position. */
    private static List<Example> crowds(long seed, int count) {
        Gaussians faces = new Gaussians(3, 0.8);
        Random random = new Random(seed);
        List<Example> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean positive = i % 2 == 0;
            List<float[]> crowd = new ArrayList<>();
            int strangers = random.nextInt(positive ? 3 : 4);
            for (int j = 0; j < strangers; j++) {
                crowd.add(faces.stranger());
            }
            if (positive) {
                crowd.add(faces.face(0));
                Collections.shuffle(crowd, random);
            }
            images.add(new Example(crowd, List.of(), positive, "", 1));
        }
        return images;
    }

    @Test
    void findsTheFaceSharedByPositiveImages() {
        Scorer head = LEARNER.fit(crowds(1, 200));

        Gaussians faces = new Gaussians(3, 0.8);
        int right = 0;
        for (int i = 0; i < 100; i++) {
            right += head.logit(faces.face(0)) > 0 ? 1 : 0;
            right += head.logit(faces.stranger()) < 0 ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(190);
    }

    @Test
    void ofACrowdOnlyTheMostConfidentFacesAreLearnedFrom() {
        List<Example> images = new ArrayList<>(crowds(3, 100));
        Gaussians faces = new Gaussians(3, 0.8);
        List<float[]> all =
                Stream.generate(faces::stranger)
                        .limit(2L * MultipleInstanceLearner.MAX_INSTANCES)
                        .toList();
        List<float[]> confident = all.subList(0, MultipleInstanceLearner.MAX_INSTANCES);

        images.set(1, new Example(all, List.of(all), false, "", 1));
        LinearModel fromAll = LEARNER.fit(images);
        images.set(1, new Example(confident, List.of(confident), false, "", 1));

        assertThat(fromAll).usingRecursiveComparison().isEqualTo(LEARNER.fit(images));
    }

    @Test
    void aCopyIsLearnedFromAsAnImageOfItsOwn() {
        List<Example> images = crowds(2, 100);
        List<Example> copied =
                images.stream()
                        .map(image ->
                                new Example(
                                        image.vectors(),
                                        List.of(image.vectors()),
                                        image.positive(),
                                        "",
                                        1))
                        .toList();
        List<Example> twice = images.stream().flatMap(image -> Stream.of(image, image)).toList();

        assertThat(LEARNER.fit(copied).weights())
                .isEqualTo(LEARNER.fit(twice).weights())
                .isNotEqualTo(LEARNER.fit(images).weights());
    }

    @Test
    void isDeterministic() {
        LinearModel one = LEARNER.fit(crowds(2, 100));
        LinearModel other = LEARNER.fit(crowds(2, 100));

        assertThat(one.weights()).isEqualTo(other.weights());
        assertThat(one.bias()).isEqualTo(other.bias());
    }

    @Test
    void scoresAnImageWithoutFacesLowest() {
        Scorer head = LEARNER.fit(crowds(1, 50));

        assertThat(head.logit(List.of())).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}

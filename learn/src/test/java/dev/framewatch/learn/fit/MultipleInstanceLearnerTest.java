package dev.framewatch.learn.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipleInstanceLearnerTest {
    private static final MultipleInstanceLearner LEARNER =
            new MultipleInstanceLearner(new LogisticRegression(10));

    /** Returns bags with person 0 among others; in crowds of three, at a random position. */
    private static List<Bag> crowds(long seed, int count) {
        Gaussians faces = new Gaussians(3, 0.8);
        Random random = new Random(seed);
        List<Bag> bags = new ArrayList<>();
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
            bags.add(new Bag(crowd, positive, 1));
        }
        return bags;
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
    void isDeterministic() {
        LinearModel one = LEARNER.fit(crowds(2, 100));
        LinearModel other = LEARNER.fit(crowds(2, 100));

        assertThat(one.weights()).isEqualTo(other.weights());
        assertThat(one.bias()).isEqualTo(other.bias());
    }

    @Test
    void scoresAnEmptyBagLowest() {
        Scorer head = LEARNER.fit(crowds(1, 50));

        assertThat(head.logit(new Bag(List.of(), false, 1))).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}

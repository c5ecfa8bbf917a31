package dev.framewatch.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.learn.evaluate.ClassConfusion.OneClass;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassConfusionTest {
    private static ScoredImage image(String name, boolean positive, double score) {
        return new ScoredImage(name, positive, "v-" + name, score);
    }

    private static ClassConfusion catsAndDogs() {
        return ClassConfusion.of(
                List.of(
                        new OneClass(
                                "cat",
                                0.5,
                                List.of(
                                        image("tom", true, 0.9),
                                        image("puss", true, 0.6),
                                        image("rex", false, 0.2),
                                        image("cow", false, 0.4),
                                        image("unseen by the dogs", true, 0.9))),
                        new OneClass(
                                "dog",
                                0.3,
                                List.of(
                                        image("tom", false, 0.1),
                                        image("puss", false, 0.8),
                                        image("rex", true, 0.7),
                                        image("cow", false, 0.2)))));
    }

    @Test
    void anImageCountsForTheHighestScoreThatReachesItsThreshold() {
        ClassConfusion confusion = catsAndDogs();

        assertThat(confusion.classes()).containsExactly("cat", "dog", "none");
        assertThat(confusion.counts())
                .containsExactly(List.of(1, 1, 0), List.of(0, 1, 0), List.of(0, 0, 1));
    }

    @Test
    void theTableNamesRowsAndColumns() {
        assertThat(catsAndDogs().text())
                .isEqualTo(
                        """
                        Held-out images by label (rows) and by what they were taken for:
                                   cat     dog    none
                          cat        1       1       0
                          dog        0       1       0
                          none       0       0       1
                        """);
    }
}

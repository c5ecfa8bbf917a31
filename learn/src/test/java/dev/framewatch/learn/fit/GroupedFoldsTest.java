package dev.framewatch.learn.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupedFoldsTest {
    private final List<String> groups = new ArrayList<>();
    private final boolean[] positive = new boolean[500];

    GroupedFoldsTest() {
        Random random = new Random(5);
        int group = 0;
        for (int i = 0; i < positive.length; i++) {
            group += random.nextInt(4) == 0 ? 1 : 0;
            groups.add("video " + group);
            positive[i] = group % 3 == 0;
        }
    }

    private long positives(int[] pictures) {
        return Arrays.stream(pictures).filter(i -> positive[i]).count();
    }

    @Test
    void holdsOutEveryImageOnceAndSplitsNoGroup() {
        GroupedFolds folds = GroupedFolds.grouped(groups, positive, 5, 1);
        Set<Integer> seen = new HashSet<>();
        for (int round = 0; round < folds.count(); round++) {
            Set<String> learned = new HashSet<>();
            Arrays.stream(folds.trainingIndices(round)).forEach(i -> learned.add(groups.get(i)));
            for (int i : folds.validationIndices(round)) {
                assertThat(learned).doesNotContain(groups.get(i));
                assertThat(seen.add(i)).isTrue();
            }
        }
        assertThat(seen).hasSize(500);
    }

    @Test
    void stratifiesFoldsByClass() {
        GroupedFolds folds = GroupedFolds.grouped(groups, positive, 5, 1);
        long all = positives(IntStream.range(0, 500).toArray());
        for (int round = 0; round < 5; round++) {
            assertThat(folds.validationIndices(round)).hasSizeBetween(90, 110);
            assertThat((double) positives(folds.validationIndices(round)))
                    .isCloseTo(all / 5.0, within(8.0));
        }
    }

    @Test
    void dependsOnTheSeed() {
        assertThat(GroupedFolds.grouped(groups, positive, 5, 1).validationIndices(0))
                .isEqualTo(GroupedFolds.grouped(groups, positive, 5, 1).validationIndices(0))
                .isNotEqualTo(GroupedFolds.grouped(groups, positive, 5, 2).validationIndices(0));
    }

    @Test
    void createsOneFoldPerGroupIfThereAreFewer() {
        GroupedFolds folds =
                GroupedFolds.grouped(
                        List.of("a", "b", "a", "b"),
                        new boolean[] {true, false, true, false},
                        10,
                        1);

        assertThat(folds.count()).isEqualTo(2);
    }
}

package dev.framewatch.learn.dense;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.learn.features.SpillableVectorStore;
import dev.framewatch.learn.fit.Example;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of two classes by turns; a vector is the class and the number of its picture. */
class ExampleRowsTest {
    private static final List<String> CLASSES = List.of("none", "cat");
    private static final int PICTURES = 20;

    @TempDir private Path folder;

    private static List<float[]> vectors(int picture, SpillableVectorStore store, float... ofEach) {
        List<float[]> all = new ArrayList<>();
        for (float one : ofEach) {
            all.add(new float[] {one, picture});
        }
        return store.keep(all);
    }

    private static List<Example> examples(SpillableVectorStore store, float... ofACat) {
        return IntStream.range(0, PICTURES)
                .mapToObj(i -> {
                    boolean cat = i % 2 == 1;
                    List<float[]> its = cat ? vectors(i, store, ofACat) : vectors(i, store, 0, 0);
                    List<float[]> copy = cat ? vectors(i, store, ofACat) : vectors(i, store);
                    return new Example(its, List.of(copy), cat, "v" + i, 1);
                })
                .toList();
    }

    @Test
    void rowsThatLieInAFileAreReadWheneverTheyAreAskedFor() throws Exception {
        try (SpillableVectorStore vectors = new SpillableVectorStore(folder, 0)) {
            LabelledRows rows =
                    new ExampleRows(examples(vectors, 1), CLASSES)
                            .trainingRows(IntStream.range(0, PICTURES));

            assertThat(rows.rows().get(3)).isNotSameAs(rows.rows().get(3));
            assertThat(rows.rows().get(3)).containsExactly(1, 1);
        }
    }

    @Test
    void aPictureTellsTheLikeliestOfItsVectorsWhereOneOfThemShowsTheClass() throws Exception {
        try (SpillableVectorStore vectors = new SpillableVectorStore(folder, 0)) {
            ExampleRows rows = new ExampleRows(examples(vectors, 0, 1, 0), CLASSES);

            LabelledRows learned = rows.trainingRows(IntStream.of(0, 1));
            LabelledRows checked = rows.validationRows(IntStream.of(0, 1));

            assertThat(learned.classes()).as("with copies").containsExactly(0, 0, 1, 1);
            assertThat(checked.classes()).containsExactly(0, 0, 1);
            assertThat(checked.rows().get(1)).containsExactly(0, 0);
            assertThat(checked.rows().get(2)).containsExactly(1, 1);
        }
    }
}

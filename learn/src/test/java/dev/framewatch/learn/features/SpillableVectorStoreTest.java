package dev.framewatch.learn.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillableVectorStoreTest {
    private static final int LENGTH = 1000;
    private static final int OF_A_PICTURE = 150;

    @TempDir private Path folder;

    /** More than a block of them, every number another. */
    private static List<float[]> vectors(int picture) {
        return IntStream.range(0, OF_A_PICTURE).mapToObj(i -> vector(picture, i)).toList();
    }

    private static float[] vector(int picture, int number) {
        float[] vector = new float[LENGTH];
        for (int j = 0; j < LENGTH; j++) {
            vector[j] = picture + number / 256f + j / 1_048_576f;
        }
        return vector;
    }

    @Test
    void whatWasKeptIsReadAgainInAnyOrder() throws Exception {
        try (SpillableVectorStore file = new SpillableVectorStore(folder, 0)) {
            List<float[]> first = file.keep(vectors(1));
            List<float[]> second = file.keep(vectors(2));

            assertThat(second.get(149)).isEqualTo(vector(2, 149));
            assertThat(first.get(3)).isEqualTo(vector(1, 3));
            assertThat(new ArrayList<>(second)).usingRecursiveComparison().isEqualTo(vectors(2));
            assertThat(first).hasSize(OF_A_PICTURE);
            assertThatThrownBy(() -> first.get(OF_A_PICTURE))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void twoCanBeReadAtOnceOnOneThread() throws Exception {
        try (SpillableVectorStore file = new SpillableVectorStore(folder, 0)) {
            List<float[]> first = file.keep(vectors(1));
            List<float[]> second = file.keep(vectors(2));
            int number = 0;
            for (float[] vector : first) {
                float[] other = second.get(OF_A_PICTURE - 1 - number);

                assertThat(other).isEqualTo(vector(2, OF_A_PICTURE - 1 - number));
                assertThat(vector).isEqualTo(vector(1, number++));
            }
        }
    }

    @Test
    void manyThreadsKeepAndRead() throws Exception {
        try (SpillableVectorStore file = new SpillableVectorStore(folder, 0)) {
            List<List<float[]>> kept =
                    IntStream.range(0, 40)
                            .parallel()
                            .mapToObj(picture -> file.keep(vectors(picture)))
                            .toList();

            IntStream.range(0, 40)
                    .parallel()
                    .forEach(i -> assertThat(kept.get(i).get(i)).isEqualTo(vector(i, i)));
        }
    }

    @Test
    void whatThereIsRoomForStaysInMemoryAndNoFileIsMade() throws Exception {
        Path later = folder.resolve("learning");
        try (SpillableVectorStore file = new SpillableVectorStore(later, Long.MAX_VALUE)) {
            List<float[]> vectors = vectors(1);

            assertThat(file.keep(vectors).get(7)).isSameAs(vectors.get(7));
            assertThat(file.keep(List.of())).isEmpty();
        }
        assertThat(later).doesNotExist();
    }

    /** So that nothing is left behind when the process is killed. */
    @Test
    void theFileHasNoNameWhileItIsRead() throws Exception {
        assumeTrue(File.separatorChar == '/', "Windows removes the name later");
        try (SpillableVectorStore file = new SpillableVectorStore(folder, 0)) {
            List<float[]> kept = file.keep(vectors(1));
            try (Stream<Path> names = Files.list(folder)) {
                assertThat(names).isEmpty();
            }
            assertThat(kept.getFirst()).isEqualTo(vector(1, 0));
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Path taken = Files.createFile(folder.resolve("taken"));
        try (SpillableVectorStore file = new SpillableVectorStore(taken, 0)) {
            assertThatThrownBy(() -> file.keep(vectors(1)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(taken.toString());
        }
    }
}

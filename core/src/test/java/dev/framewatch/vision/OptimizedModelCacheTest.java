package dev.framewatch.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.file.Sha256;
import dev.framewatch.targets.LinearHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizedModelCacheTest {
    private static final byte[] GRAPH = LinearHead.onnx(new float[] {1, 2}, 0);

    @TempDir private Path folder;
    private final AtomicInteger loads = new AtomicInteger();
    private Path original;
    private OptimizedModelCache cache;

    @BeforeEach
    void createGraph() throws IOException {
        original = Files.write(folder.resolve("graph.onnx"), GRAPH);
        cache = new OptimizedModelCache(folder.resolve("optimised"));
    }

    private float open() throws IOException {
        try (OnnxModel model =
                cache.open(
                        Sha256.of(GRAPH),
                        () -> {
                            loads.incrementAndGet();
                            return original;
                        })) {
            return model.predict(List.of(new float[] {1, -0.5f}))[0];
        }
    }

    private List<Path> cachedFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("optimised"))) {
            return files.toList();
        }
    }

    @Test
    void optimisesOnceWithSameResult() throws IOException {
        assertThat(open()).isEqualTo(0.5f);
        assertThat(open()).isEqualTo(0.5f);

        assertThat(loads).hasValue(1);
        assertThat(cachedFiles()).hasSize(1);
    }

    @Test
    void reoptimisesDamagedGraph() throws IOException {
        assertThat(open()).isEqualTo(0.5f);
        Path damaged = cachedFiles().getFirst();
        byte[] content = Files.readAllBytes(damaged);
        content[content.length / 2] ^= 1;
        Files.write(damaged, content);

        assertThat(open()).isEqualTo(0.5f);
        assertThat(open()).isEqualTo(0.5f);

        assertThat(loads).hasValue(2);
        assertThat(cachedFiles()).hasSize(1);
    }

    @Test
    void loadsModelEvenIfCacheFolderCannotBeCreated() throws IOException {
        cache = new OptimizedModelCache(original.resolve("below-a-file"));

        assertThat(open()).isEqualTo(0.5f);
    }

    @Test
    void rejectsInvalidGraphNamingTheFile() throws IOException {
        Files.writeString(original, "no graph");

        assertThatThrownBy(this::open)
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("graph.onnx");
    }
}

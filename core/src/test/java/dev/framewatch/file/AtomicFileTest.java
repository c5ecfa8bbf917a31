package dev.framewatch.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir private Path folder;

    @Test
    void aWriteThatFailsHalfWayLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("target");
        AtomicFile.write(file, new byte[] {1, 2, 3});

        assertThatThrownBy(() ->
                        AtomicFile.write(
                                file,
                                out -> {
                                    out.write(new byte[100_000]);
                                    throw new IOException("No space left on device");
                                }))
                .hasMessageContaining("No space left");

        assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aNewFileReplacesTheOldOne() throws IOException {
        Path file = folder.resolve("deep/below/target");
        AtomicFile.write(file, new byte[] {1});
        AtomicFile.write(file, new byte[] {2});

        assertThat(Files.readAllBytes(file)).containsExactly(2);
    }

    @Test
    void sha256IsTheSameFromAFileAndFromMemory() throws IOException {
        Path file = folder.resolve("abc");
        AtomicFile.write(file, new byte[] {'a', 'b', 'c'});

        assertThat(Sha256.of(file))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                .isEqualTo(Sha256.of(new byte[] {'a', 'b', 'c'}));
    }
}

package dev.framewatch.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.testing.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyFileTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir private Path folder = Path.of("");

    private static void write(Path file, float[]... rows) throws IOException {
        try (NpyFile table = new NpyFile(file)) {
            for (float[] row : rows) {
                table.append(row);
            }
            table.finish();
        }
    }

    /** Returns NumPy's output as one line; skips the test if NumPy is not installed. */
    private static String numpy(String statements, Path file)
            throws IOException, InterruptedException {
        assumeTrue(
                Programs.run(PYTHON + " -c %s", "import numpy").status() == 0,
                "numpy is not installed");
        String program = "import sys, numpy; a = numpy.load(sys.argv[1]); " + statements;
        return Programs.output(PYTHON + " -c %s %s", program, file).strip();
    }

    @Test
    void numpyReadsTheRowsAsTheyWereWritten() throws Exception {
        Path file = folder.resolve("two.npy");
        write(file, new float[] {1, -0.5f, 3e30f}, new float[] {0, Float.MIN_VALUE, -7});

        assertThat(numpy("print(a.dtype.str, a.shape, a.flags['C_CONTIGUOUS'])", file))
                .isEqualTo("<f4 (2, 3) True");
        assertThat(
                        numpy(
                                "print((a == numpy.float32([[1, -.5, 3e30], [0,"
                                        + " 1.401298464324817e-45, -7]])).all())",
                                file))
                .isEqualTo("True");
    }

    @Test
    void numpyReadsManyRows() throws Exception {
        Path file = folder.resolve("many.npy");
        float[][] rows = new float[3000][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {i, i / 3f};
        }
        write(file, rows);

        assertThat(
                        numpy(
                                "i = numpy.arange(3000, dtype='f4'); print(a.shape, (a[:, 0] =="
                                        + " i).all(), (a[:, 1] == i / numpy.float32(3)).all())",
                                file))
                .isEqualTo("(3000, 2) True True");
    }

    @Test
    void aTableWithoutRowsIsATable() throws Exception {
        Path file = folder.resolve("none.npy");
        write(file);

        assertThat(numpy("print(a.shape)", file)).isEqualTo("(0, 0)");
    }

    @Test
    void theHeaderIsThatOfVersion1AndEndsAtAMultipleOf64() throws Exception {
        Path file = folder.resolve("one.npy");
        write(file, new float[] {1});
        byte[] bytes = Files.readAllBytes(file);

        assertThat(bytes).hasSize(128 + 4);
        assertThat(Arrays.copyOf(bytes, 10))
                .containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
        assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), }")
                .endsWith(" \n");
    }

    @Test
    void aRowOfAnotherLengthIsRefusedAndLeavesNothingBehind() throws Exception {
        Path file = folder.resolve("odd.npy");

        assertThatThrownBy(() -> write(file, new float[2], new float[3]))
                .hasMessageContaining("row 1 has 3 values, but previous rows have 2");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anOlderFileStaysUntilTheNewOneIsFinished() throws Exception {
        Path file = Files.writeString(folder.resolve("old.npy"), "old");
        try (NpyFile table = new NpyFile(file)) {
            table.append(new float[] {1});
            assertThat(file).hasContent("old");
            table.finish();
        }
        assertThat(Files.size(file)).isEqualTo(132);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}

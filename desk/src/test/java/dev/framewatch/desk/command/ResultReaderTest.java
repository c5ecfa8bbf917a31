package dev.framewatch.desk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command wrote is read within limits, and what is left out is noted. */
class ResultReaderTest {
    private static final int MAX_ROWS = 100_000;

    @TempDir private Path folder;

    private ResultReader read(String name, String text) throws IOException {
        ResultReader reader = new ResultReader("");
        reader.read(Files.writeString(folder.resolve(name), text));
        return reader;
    }

    @ParameterizedTest
    @CsvSource({"rows.csv, 'id\n', 'a\n'", "rows.jsonl, '', '{}\n'"})
    void theNumberOfRowsIsLimited(String name, String header, String row) throws IOException {
        assertThat(read(name, header + row.repeat(MAX_ROWS)).notes()).isEmpty();

        ResultReader more = read(name, header + row.repeat(MAX_ROWS + 2));
        assertThat(more.rows()).hasSize(MAX_ROWS);
        assertThat(more.notes()).containsExactly(name + ": only the first 100,000 rows are read");
    }

    @Test
    void aFieldHasALimit() throws IOException {
        String most = "x".repeat(1 << 20);

        assertThat(read("a.csv", "id\n" + most + "\n").rows()).hasSize(1);
        assertThat(read("a.csv", "id\n" + most + "x\n").notes())
                .singleElement()
                .asString()
                .startsWith("a.csv: not CSV");
    }

    @ParameterizedTest
    @CsvSource({"99, true", "101, false"})
    void soDoesTheDepthOfJson(int depth, boolean isRead) throws IOException {
        String text = "[".repeat(depth) + "]".repeat(depth);

        assertThat(read("a.json", text).notes().isEmpty()).isEqualTo(isRead);
    }

    @Test
    void aFileHasALimit() throws IOException {
        Path file = folder.resolve("large.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((64L << 20) + 1);
        }
        ResultReader reader = new ResultReader("");

        assertThat(reader.read(file)).isFalse();
        assertThat(reader.notes()).containsExactly("large.json: larger than 64 MB");
    }
}

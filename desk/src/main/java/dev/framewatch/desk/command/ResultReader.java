package dev.framewatch.desk.command;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.file.Sha256;
import dev.framewatch.json.JsonProblem;
import dev.framewatch.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads rows from JSON (a list, an object that contains a list, or one object), JSON Lines and CSV.
 * Unreadable parts are skipped with a note.
 */
final class ResultReader {
    private static final long MAX_FILE_BYTES = 64L << 20;
    private static final int MAX_FIELD_CHARS = 1 << 20;
    private static final int MAX_ROWS = 100_000;
    private static final int MAX_NOTES = 20;

    private final String listPath;
    private final List<ResultRow> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<Path, String> files = new HashMap<>();
    private boolean full;

    /**
     * @param listPath dotted path of the list within a JSON file, or empty
     */
    ResultReader(String listPath) {
        this.listPath = listPath;
    }

    List<ResultRow> rows() {
        return rows;
    }

    List<String> notes() {
        return notes;
    }

    /** Returns the SHA-256 of each file as read. */
    Map<Path, String> files() {
        return files;
    }

    /** Reads a file and returns whether all of it was readable. */
    boolean read(Path file) {
        int before = notes.size();
        try {
            String text = text(file);
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            if (name.endsWith(".csv")) {
                csv(file, text);
            } else if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
                lines(file, text);
            } else {
                json(file, StrictJson.MAPPER.readTree(text));
            }
        } catch (JacksonException e) {
            note(file, JsonProblem.of(e));
        } catch (CsvParseException | UncheckedIOException e) {
            note(file, "not CSV: " + e.getMessage());
        } catch (IOException e) {
            note(file, String.valueOf(e.getMessage()));
        }
        return notes.size() == before;
    }

    private String text(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new IOException("larger than %d MB".formatted(MAX_FILE_BYTES >> 20));
        }
        try {
            byte[] bytes = BoundedFile.bytes(file, MAX_FILE_BYTES);
            files.put(file, Sha256.of(bytes));
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IOException("not a UTF-8 text file", e);
        }
    }

    private void json(Path file, JsonNode root) {
        JsonNode list = root;
        for (String name : listPath.isEmpty() ? new String[0] : listPath.split("\\.")) {
            list = list.path(name);
        }
        if (list.isMissingNode()) {
            note(file, "nothing found at '" + listPath + "'");
        }
        if (list instanceof ObjectNode object) {
            add(file, object);
        }
        for (JsonNode entry : list.isArray() ? list : List.<JsonNode>of()) {
            if (entry instanceof ObjectNode object) {
                add(file, object);
            }
        }
    }

    private void lines(Path file, String text) {
        int number = 0;
        for (String line : text.split("\\r?\\n", -1)) {
            number++;
            if (!line.isBlank()) {
                line(file, number, line);
            }
        }
    }

    private void line(Path file, int number, String line) {
        try {
            if (StrictJson.MAPPER.readTree(line) instanceof ObjectNode object) {
                add(file, object);
            } else {
                note(file, "line %d is not a JSON object".formatted(number));
            }
        } catch (JacksonException e) {
            note(
                    file,
                    e instanceof StreamConstraintsException
                            ? "line %d: %s".formatted(number, JsonProblem.of(e))
                            : "line %d is not JSON".formatted(number));
        }
    }

    private void csv(Path file, String text) {
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(separator(text))
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .build(CsvRecordHandler.of(h -> h.maxFieldSize(MAX_FIELD_CHARS)), text)) {
            List<String> header = List.of();
            for (CsvRecord record : reader) {
                if (header.isEmpty()) {
                    header = record.getFields().stream().map(String::strip).toList();
                } else {
                    add(file, columns(header, record));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static char separator(String text) {
        String header = text.lines().findFirst().orElse("");
        for (char candidate : new char[] {';', '\t'}) {
            if (count(header, candidate) > count(header, ',')) {
                return candidate;
            }
        }
        return ',';
    }

    private static long count(String text, char separator) {
        return text.chars().filter(c -> c == separator).count();
    }

    private static ObjectNode columns(List<String> header, CsvRecord record) {
        ObjectNode columns = StrictJson.MAPPER.createObjectNode();
        for (int i = 0; i < Math.min(header.size(), record.getFieldCount()); i++) {
            columns.put(header.get(i), record.getField(i));
        }
        return columns;
    }

    private void add(Path file, ObjectNode row) {
        if (rows.size() < MAX_ROWS) {
            rows.add(new ResultRow(file, row));
        } else if (!full) {
            full = true;
            note(file, "only the first %,d rows are read".formatted(MAX_ROWS));
        }
    }

    private void note(Path file, String what) {
        if (notes.size() < MAX_NOTES) {
            notes.add(Objects.requireNonNull(file.getFileName()) + ": " + what);
        }
    }
}

package dev.framewatch.learn.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.text.CsvCell;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A labels file that can be extended, {@code Image_ID,Class,Group}; classes may still be empty.
 * Existing content is preserved unchanged; new rows are appended.
 */
final class FrameLabelFile {
    private static final List<String> COLUMNS = List.of("Image_ID", "Class", "Group");

    private final Path file;
    private final StringBuilder text = new StringBuilder();
    private final List<String> header = new ArrayList<>();
    private final Set<String> images = new HashSet<>();
    private final Set<String> groups = new HashSet<>();
    private char separator = ',';

    private FrameLabelFile(Path file) {
        this.file = file;
    }

    /** Opens a labels file; without a file, it is empty. */
    static FrameLabelFile of(Path file) throws IOException {
        FrameLabelFile table = new FrameLabelFile(file);
        if (Files.exists(file)) {
            table.read(CsvText.read(CsvPurpose.LABELS, file));
        }
        return table;
    }

    private void read(String content) throws UnusableDataException {
        text.append(content);
        if (!content.isEmpty() && !content.endsWith("\n")) {
            text.append('\n');
        }
        separator = CsvTable.separator(content);
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .build(
                                CsvRecordHandler.of(h -> h.maxFieldSize(CsvTable.MAX_FIELD_CHARS)),
                                content)) {
            reader.forEach(row ->
                    addExisting(
                            row.getFields().stream()
                                    .map(String::strip)
                                    .map(CsvCell::parse)
                                    .toList()));
        } catch (CsvParseException | IOException e) {
            throw new UnusableDataException(
                    "labels file %s is not valid CSV (%s): check for an unclosed quote"
                            .formatted(file, e.getMessage()));
        }
        for (String column : COLUMNS) {
            if (!header.isEmpty() && columnIndex(column) < 0) {
                throw new UnusableDataException(
                        "labels file %s has no column %s, so no rows can be added: its header must contain Image_ID,Class,Group"
                                .formatted(file, column));
            }
        }
    }

    private void addExisting(List<String> fields) {
        if (fields.stream().allMatch(String::isEmpty)) {
            return;
        }
        if (header.isEmpty()) {
            header.addAll(fields);
            return;
        }
        images.add(field(fields, "Image_ID"));
        groups.add(field(fields, "Group"));
    }

    private String field(List<String> fields, String column) {
        int index = columnIndex(column);
        return index >= 0 && index < fields.size() ? fields.get(index) : "";
    }

    private int columnIndex(String column) {
        List<String> names = header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return names.indexOf(column.toLowerCase(Locale.ROOT));
    }

    Path file() {
        return file;
    }

    Set<String> images() {
        return images;
    }

    boolean hasGroup(String group) {
        return groups.contains(group);
    }

    /** Appends a row per image and writes the file atomically. */
    void add(List<String> newImages, String label, String group) throws IOException {
        StringWriter rows = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().fieldSeparator(separator).build(rows)) {
            if (header.isEmpty()) {
                header.addAll(COLUMNS);
                csv.writeRecord(COLUMNS);
            }
            for (String image : newImages) {
                String[] fields = new String[header.size()];
                Arrays.fill(fields, "");
                fields[columnIndex("Image_ID")] = image;
                fields[columnIndex("Class")] = CsvCell.of(label);
                fields[columnIndex("Group")] = CsvCell.of(group);
                csv.writeRecord(fields);
            }
        }
        text.append(rows);
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        images.addAll(newImages);
        groups.add(group);
    }
}

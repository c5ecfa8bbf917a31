package dev.framewatch.learn.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.framewatch.file.AtomicFile;
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
 * A labels file that grows, {@code Image_ID,Class,Group}, some of its classes perhaps still empty.
 * What a person wrote into it stays as it is; rows are added at its end.
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

    /** The table of a file, empty when there is no such file yet. */
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
                        .ofCsvRecord(content)) {
            reader.forEach(
                    row -> addExisting(row.getFields().stream().map(String::strip).toList()));
        } catch (CsvParseException | IOException e) {
            throw new UnusableDataException(
                    "labels file %s is not a sound CSV (%s): look for a quote that is never closed"
                            .formatted(file, e.getMessage()));
        }
        for (String column : COLUMNS) {
            if (!header.isEmpty() && columnIndex(column) < 0) {
                throw new UnusableDataException(
                        "labels file %s has no column %s, so nothing can be added to it: its first line must hold Image_ID,Class,Group"
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
        int place = columnIndex(column);
        return place >= 0 && place < fields.size() ? fields.get(place) : "";
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

    /** Adds a row for each image and writes the file, whole or not at all. */
    void add(List<String> added, String label, String group) throws IOException {
        StringWriter rows = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().fieldSeparator(separator).build(rows)) {
            if (header.isEmpty()) {
                header.addAll(COLUMNS);
                csv.writeRecord(COLUMNS);
            }
            for (String image : added) {
                String[] fields = new String[header.size()];
                Arrays.fill(fields, "");
                fields[columnIndex("Image_ID")] = image;
                fields[columnIndex("Class")] = label;
                fields[columnIndex("Group")] = group;
                csv.writeRecord(fields);
            }
        }
        text.append(rows);
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        images.addAll(added);
        groups.add(group);
    }
}

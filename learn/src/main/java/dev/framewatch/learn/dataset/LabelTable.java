package dev.framewatch.learn.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a labels CSV; every error names the file, the line and the field. */
final class LabelTable {
    private final Path csv;
    private final List<String> header;
    private final int image;
    private final int label;
    private final OptionalInt group;

    private LabelTable(Path csv, List<String> header) throws UnusableDataException {
        this.csv = csv;
        this.header = header;
        this.image = required("Image_ID", "Video_ID");
        this.label = required("Class");
        this.group = column("Group");
    }

    /** All rows but empty ones, in the file's order. */
    static List<LabelRow> read(Path csv) throws IOException {
        String text = CsvText.read(csv);
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(separator(text))
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .ofCsvRecord(text)) {
            @Nullable LabelTable table = null;
            List<LabelRow> rows = new ArrayList<>();
            for (CsvRecord row : reader) {
                List<String> fields = row.getFields().stream().map(String::strip).toList();
                if (fields.stream().allMatch(String::isEmpty)) {
                    continue;
                }
                if (table == null) {
                    table = new LabelTable(csv, fields);
                } else {
                    rows.add(table.row(row.getStartingLineNumber(), fields));
                }
            }
            if (rows.isEmpty()) {
                throw new UnusableDataException(
                        "labels file %s holds no rows: it needs a first line Image_ID,Class and then one row a picture"
                                .formatted(csv));
            }
            return rows;
        } catch (CsvParseException e) {
            throw new UnusableDataException(
                    "labels file %s is not a sound CSV (%s): look for a quote that is never closed"
                            .formatted(csv, e.getMessage()));
        }
    }

    /** European spreadsheets separate by semicolon, others by tab: the first line tells. */
    static char separator(String text) {
        String first = text.stripLeading().lines().findFirst().orElse("");
        if (first.indexOf(',') < 0) {
            for (char other : new char[] {';', '\t'}) {
                if (first.indexOf(other) >= 0) {
                    return other;
                }
            }
        }
        return ',';
    }

    private LabelRow row(long line, List<String> fields) throws UnusableDataException {
        for (int i = header.size(); i < fields.size(); i++) {
            if (!fields.get(i).isEmpty()) {
                throw new UnusableDataException(
                        "labels file %s, line %d: %d fields where the first line has %d: put names that hold a separator in quotes"
                                .formatted(csv, line, fields.size(), header.size()));
            }
        }
        String groupName = group.isPresent() ? field(fields, group.getAsInt()) : "";
        return new LabelRow(
                line,
                safeName(line, filled(line, fields, image)),
                filled(line, fields, label),
                groupName.isEmpty() ? null : groupName);
    }

    private String filled(long line, List<String> fields, int column) throws UnusableDataException {
        String value = field(fields, column);
        if (value.isEmpty()) {
            throw new UnusableDataException(
                    "labels file %s, line %d: %s is empty: fill it in or delete the row"
                            .formatted(csv, line, header.get(column)));
        }
        return value;
    }

    private static String field(List<String> fields, int column) {
        return column < fields.size() ? fields.get(column) : "";
    }

    /** The name in one spelling; a name that leads out of the folder of pictures is refused. */
    private String safeName(long line, String name) throws UnusableDataException {
        try {
            Path path = Path.of(name.replace('\\', '/')).normalize();
            boolean drive = name.length() > 1 && name.charAt(1) == ':';
            boolean printable = name.chars().noneMatch(Character::isISOControl);
            if (printable
                    && !path.isAbsolute()
                    && !drive
                    && !path.startsWith("..")
                    && !path.toString().isEmpty()) {
                return path.toString().replace('\\', '/');
            }
        } catch (InvalidPathException e) {
            // Refused below, like any other name that is not one of a file in the folder.
        }
        throw new UnusableDataException(
                "labels file %s, line %d: %s \"%s\" does not lie in the folder of pictures: name files inside of it"
                        .formatted(
                                csv, line, header.get(image), name.replaceAll("\\p{Cntrl}", "?")));
    }

    private int required(String... names) throws UnusableDataException {
        OptionalInt found = column(names);
        if (found.isEmpty()) {
            throw new UnusableDataException(
                    "labels file %s has no column %s (its first line reads: %s): the first line must be Image_ID,Class"
                            .formatted(csv, names[0], String.join(",", header)));
        }
        return found.getAsInt();
    }

    private OptionalInt column(String... names) throws UnusableDataException {
        OptionalInt found = OptionalInt.empty();
        for (int i = 0; i < header.size(); i++) {
            String title = header.get(i).toLowerCase(Locale.ROOT);
            for (String name : names) {
                if (title.equals(name.toLowerCase(Locale.ROOT))) {
                    if (found.isPresent()) {
                        throw new UnusableDataException(
                                "labels file %s has the column %s twice: rename one of them"
                                        .formatted(csv, header.get(i)));
                    }
                    found = OptionalInt.of(i);
                }
            }
        }
        return found;
    }
}

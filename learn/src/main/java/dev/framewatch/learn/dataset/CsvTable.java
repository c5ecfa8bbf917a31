package dev.framewatch.learn.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.framewatch.text.CsvCell;
import dev.framewatch.text.PrintableLine;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A CSV file as written by people and spreadsheets. Every error message names the file, the line
 * and the field.
 */
final class CsvTable {
    /** Each costs some 200 bytes of memory. */
    static final int MAX_ROWS = 1_000_000;

    /** No name of an image is longer; an unclosed quote makes a field of the rest of the file. */
    static final int MAX_FIELD_CHARS = 1 << 16;

    private final CsvPurpose purpose;
    private final String file;
    private final List<String> header;
    private final List<Row> rows;

    private CsvTable(CsvPurpose purpose, String file, List<Row> rows) throws UnusableDataException {
        if (rows.size() < 2) {
            throw new UnusableDataException(
                    "%s has no rows: it needs the header %s and then one row per image"
                            .formatted(file, purpose.header()));
        }
        this.purpose = purpose;
        this.file = file;
        this.header = rows.getFirst().fields;
        this.rows = List.copyOf(rows.subList(1, rows.size()));
    }

    /**
     * A non-empty row below the header.
     *
     * @param line line number at which it starts in the file, from 1
     * @param fields field values, stripped of surrounding white space
     */
    record Row(long line, List<String> fields) {
        String field(int column) {
            return column < fields.size() ? fields.get(column) : "";
        }
    }

    static CsvTable read(CsvPurpose purpose, Path csv) throws IOException {
        String text = CsvText.read(purpose, csv);
        String file = purpose.describe(csv);
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(separator(text))
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .build(CsvRecordHandler.of(h -> h.maxFieldSize(MAX_FIELD_CHARS)), text)) {
            List<Row> rows = new ArrayList<>();
            for (CsvRecord row : reader) {
                if (rows.size() > MAX_ROWS) {
                    throw new UnusableDataException(
                            "%s has more than %,d rows: split it".formatted(file, MAX_ROWS));
                }
                List<String> fields =
                        row.getFields().stream().map(String::strip).map(CsvCell::parse).toList();
                if (!fields.stream().allMatch(String::isEmpty)) {
                    rows.add(new Row(row.getStartingLineNumber(), fields));
                }
            }
            return new CsvTable(purpose, file, rows);
        } catch (CsvParseException e) {
            throw new UnusableDataException(
                    "%s is not valid CSV (%s): check for an unclosed quote"
                            .formatted(file, e.getMessage()));
        }
    }

    /** Detects the separator from the header: European spreadsheets use semicolons, others tabs. */
    static char separator(String text) {
        String firstLine = text.stripLeading().lines().findFirst().orElse("");
        if (firstLine.indexOf(',') < 0) {
            for (char candidate : new char[] {';', '\t'}) {
                if (firstLine.indexOf(candidate) >= 0) {
                    return candidate;
                }
            }
        }
        return ',';
    }

    /** Returns the names of the columns. */
    List<String> header() {
        return header;
    }

    /** Returns the rows in file order, after checking that none has more fields than the header. */
    List<Row> rows() throws UnusableDataException {
        for (Row row : rows) {
            for (int i = header.size(); i < row.fields.size(); i++) {
                if (!row.fields.get(i).isEmpty()) {
                    throw invalid(
                            row,
                            "%d fields, but the header has %d: quote names that contain a separator"
                                    .formatted(row.fields.size(), header.size()));
                }
            }
        }
        return rows;
    }

    /** Returns a field that must not be empty. */
    String requiredField(Row row, int column) throws UnusableDataException {
        String value = row.field(column);
        if (value.isEmpty()) {
            throw invalid(row, header.get(column) + " is empty: fill it in or delete the row");
        }
        return value;
    }

    /** Returns an image name in normalised form; rejects a path outside the image folder. */
    String imageName(Row row, int column) throws UnusableDataException {
        String name = requiredField(row, column);
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
            // Rejected below, like any other name that is not a path in the folder.
        }
        throw invalid(
                row,
                "%s \"%s\" is outside the image folder: use a path inside it"
                        .formatted(header.get(column), PrintableLine.of(name)));
    }

    UnusableDataException invalid(Row row, String reason) {
        return new UnusableDataException("%s, line %d: %s".formatted(file, row.line, reason));
    }

    int requiredColumn(String... names) throws UnusableDataException {
        OptionalInt found = optionalColumn(names);
        if (found.isEmpty()) {
            throw new UnusableDataException(
                    "%s has no column %s (its header is %s): the header must be %s"
                            .formatted(file, names[0], String.join(",", header), purpose.header()));
        }
        return found.getAsInt();
    }

    OptionalInt optionalColumn(String... names) throws UnusableDataException {
        OptionalInt found = OptionalInt.empty();
        for (int i = 0; i < header.size(); i++) {
            String title = header.get(i).toLowerCase(Locale.ROOT);
            for (String name : names) {
                if (title.equals(name.toLowerCase(Locale.ROOT))) {
                    if (found.isPresent()) {
                        throw new UnusableDataException(
                                "%s has two columns %s: rename one of them"
                                        .formatted(file, header.get(i)));
                    }
                    found = OptionalInt.of(i);
                }
            }
        }
        return found;
    }
}

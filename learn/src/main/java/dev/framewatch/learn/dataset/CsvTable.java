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

/**
 * A CSV file as people and spreadsheets write it; every error names the file, the line and the
 * field.
 */
final class CsvTable {
    private final CsvPurpose purpose;
    private final String file;
    private final List<String> header;
    private final List<Row> rows;

    private CsvTable(CsvPurpose kind, String file, List<Row> lines) throws UnusableDataException {
        if (lines.size() < 2) {
            throw new UnusableDataException(
                    "%s holds no rows: it needs a first line %s and then one row a picture"
                            .formatted(file, kind.header()));
        }
        this.purpose = kind;
        this.file = file;
        this.header = lines.getFirst().fields;
        this.rows = List.copyOf(lines.subList(1, lines.size()));
    }

    /**
     * A line below the first that is not empty.
     *
     * @param line where it starts in the file, from 1
     * @param fields without blanks around them
     */
    record Row(long line, List<String> fields) {
        String field(int column) {
            return column < fields.size() ? fields.get(column) : "";
        }
    }

    static CsvTable read(CsvPurpose kind, Path csv) throws IOException {
        String text = CsvText.read(kind, csv);
        String file = kind.describe(csv);
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(separator(text))
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .ofCsvRecord(text)) {
            List<Row> lines = new ArrayList<>();
            for (CsvRecord row : reader) {
                List<String> fields = row.getFields().stream().map(String::strip).toList();
                if (!fields.stream().allMatch(String::isEmpty)) {
                    lines.add(new Row(row.getStartingLineNumber(), fields));
                }
            }
            return new CsvTable(kind, file, lines);
        } catch (CsvParseException e) {
            throw new UnusableDataException(
                    "%s is not a sound CSV (%s): look for a quote that is never closed"
                            .formatted(file, e.getMessage()));
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

    /** Rows without surplus fields, in the file's order. */
    List<Row> rows() throws UnusableDataException {
        for (Row row : rows) {
            for (int i = header.size(); i < row.fields.size(); i++) {
                if (!row.fields.get(i).isEmpty()) {
                    throw invalid(
                            row,
                            "%d fields where the first line has %d: put names that hold a separator in quotes"
                                    .formatted(row.fields.size(), header.size()));
                }
            }
        }
        return rows;
    }

    /** A field that must not be empty. */
    String requiredField(Row row, int column) throws UnusableDataException {
        String value = row.field(column);
        if (value.isEmpty()) {
            throw invalid(row, header.get(column) + " is empty: fill it in or delete the row");
        }
        return value;
    }

    /** A picture's name in one spelling; one that leads out of the folder is refused. */
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
            // Refused below, like any other name that is not one of a file in the folder.
        }
        throw invalid(
                row,
                "%s \"%s\" does not lie in the folder of pictures: name files inside of it"
                        .formatted(header.get(column), printable(name)));
    }

    UnusableDataException invalid(Row row, String why) {
        return new UnusableDataException("%s, line %d: %s".formatted(file, row.line, why));
    }

    /** Text from the file as an error may repeat it. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    int requiredColumn(String... names) throws UnusableDataException {
        OptionalInt found = optionalColumn(names);
        if (found.isEmpty()) {
            throw new UnusableDataException(
                    "%s has no column %s (its first line reads: %s): the first line must be %s"
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
                                "%s has the column %s twice: rename one of them"
                                        .formatted(file, header.get(i)));
                    }
                    found = OptionalInt.of(i);
                }
            }
        }
        return found;
    }
}

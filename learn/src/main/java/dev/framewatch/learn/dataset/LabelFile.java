package dev.framewatch.learn.dataset;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.learn.dataset.Dataset.Warning;
import dev.framewatch.text.PrintableLine;
import dev.framewatch.video.NaturalOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a labels CSV: {@code Image_ID,Class} and, optionally, {@code Group} (the video a picture
 * came from), as the tutorial writes it and as spreadsheets save it.
 *
 * <p>What is forgiven: a byte order mark, CRLF, quotes, semicolons or tabs, empty lines, further
 * columns, rows given twice, images that no row lists. What is skipped, with a warning: images
 * whose rows disagree, and images whose file is missing. What is refused: an empty class or name, a
 * name that leads out of the folder, and classes among which the one to look for is not clear.
 */
public final class LabelFile {
    private static final int MAX_NAMES_PER_WARNING = 20;

    private LabelFile() {}

    /**
     * A row as written.
     *
     * @param line line number at which it starts in the file, from 1
     * @param image normalised path relative to the image folder, with {@code /} as separator
     * @param label never empty
     * @param group never empty; null if not given
     */
    private record Row(long line, String image, String label, @Nullable String group) {
        boolean isConsistentWith(Row other) {
            return label.equalsIgnoreCase(other.label)
                    && (group == null || other.group == null || group.equals(other.group));
        }

        /** Merges two consistent rows: returns the first, with the group of whichever has one. */
        Row merge(Row other) {
            return group == null ? new Row(line, image, label, other.group) : this;
        }
    }

    /**
     * @param csv the labels
     * @param images the folder that the names are relative to
     * @param positive the class to look for, or null for {@code 1} or else the only class that does
     *     not mean "no"
     * @return pictures that exist, each once, in natural order; perhaps of one class only
     * @throws InvalidFieldException when the folder or the classes to look for will not do
     * @throws UnusableDataException for people: names file, line, field and the way out
     * @throws IOException when the file cannot be read
     */
    public static Dataset read(Path csv, Path images, @Nullable String positive)
            throws IOException {
        Dataset dataset = readAll(csv, images, positive == null ? List.of() : List.of(positive));
        if (dataset.positiveLabels().size() > 1) {
            throw PositiveLabels.ambiguous(csv, dataset.positiveLabels());
        }
        return dataset;
    }

    /**
     * As {@link #read}, for several classes to look for at once.
     *
     * @param positive the classes to look for; if there are none, {@code 1}, or else every class
     *     that does not mean "no"
     */
    public static Dataset readAll(Path csv, Path images, List<String> positive) throws IOException {
        if (!Files.isDirectory(images)) {
            throw new InvalidFieldException(
                    "images", "the folder of pictures %s does not exist".formatted(images));
        }
        List<Row> rows = rows(csv);
        Set<String> chosen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        chosen.addAll(PositiveLabels.choose(csv, rows.stream().map(Row::label).toList(), positive));
        Map<String, Row> byImage = new LinkedHashMap<>();
        List<String> skipped = new ArrayList<>();
        Set<String> disagreeing = mergeInto(byImage, rows, skipped);
        List<LabelledImage> pictures = new ArrayList<>();
        for (Row row : byImage.values()) {
            Path file = images.resolve(row.image());
            if (disagreeing.contains(row.image())) {
                continue;
            }
            if (!Files.exists(file)) {
                skipped.add("%s (line %d: no such file)".formatted(row.image(), row.line()));
                continue;
            }
            pictures.add(
                    new LabelledImage(
                            row.image(),
                            file,
                            row.label(),
                            chosen.contains(row.label()),
                            row.group()));
        }
        if (pictures.isEmpty()) {
            throw new InvalidFieldException(
                    "images",
                    "labels file %s: none of its %d images is in %s; check the image folder"
                            .formatted(csv, byImage.size(), images));
        }
        pictures.sort(Comparator.comparing(LabelledImage::name, NaturalOrder.INSTANCE));
        return new Dataset(
                pictures, List.copyOf(chosen), warnings(csv, images, skipped, byImage.keySet()));
    }

    /** Returns all rows but empty ones, in the order of the file. */
    private static List<Row> rows(Path csv) throws IOException {
        CsvTable table = CsvTable.read(CsvPurpose.LABELS, csv);
        int image = table.requiredColumn("Image_ID", "Video_ID");
        int label = table.requiredColumn("Class");
        OptionalInt group = table.optionalColumn("Group");
        List<Row> rows = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            String groupName = group.isPresent() ? row.field(group.getAsInt()) : "";
            rows.add(
                    new Row(
                            row.line(),
                            table.imageName(row, image),
                            table.requiredField(row, label),
                            groupName.isEmpty() ? null : groupName));
        }
        return rows;
    }

    /** Merges the rows of each image; returns the images whose rows disagree. */
    private static Set<String> mergeInto(
            Map<String, Row> byImage, List<Row> rows, List<String> skipped) {
        Set<String> disagreeing = new HashSet<>();
        for (Row row : rows) {
            Row known = byImage.putIfAbsent(row.image(), row);
            if (known == null) {
                continue;
            }
            if (known.isConsistentWith(row)) {
                byImage.put(row.image(), known.merge(row));
            } else if (disagreeing.add(row.image())) {
                skipped.add(
                        "%s (lines %d and %d disagree)"
                                .formatted(row.image(), known.line(), row.line()));
            }
        }
        return disagreeing;
    }

    private static List<Warning> warnings(
            Path csv, Path images, List<String> skipped, Set<String> listed) throws IOException {
        List<Warning> warnings = new ArrayList<>();
        if (!skipped.isEmpty()) {
            String text =
                    skipped.size() == 1
                            ? "%d image listed in %s is skipped: %s"
                            : "%d images listed in %s are skipped: %s";
            warnings.add(
                    new Warning(
                            Warning.Kind.SKIPPED_IMAGES,
                            text.formatted(skipped.size(), csv, abbreviated(skipped))));
        }
        List<String> unlisted = filesWithoutRow(images, csv, listed);
        if (!unlisted.isEmpty()) {
            String text =
                    unlisted.size() == 1
                            ? "%d file in %s is not listed in %s and not used: %s"
                            : "%d files in %s are not listed in %s and not used: %s";
            warnings.add(
                    new Warning(
                            Warning.Kind.UNLISTED_FILES,
                            text.formatted(unlisted.size(), images, csv, abbreviated(unlisted))));
        }
        return warnings;
    }

    private static List<String> filesWithoutRow(Path images, Path csv, Set<String> listed)
            throws IOException {
        try (Stream<Path> files = Files.list(images)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toAbsolutePath().equals(csv.toAbsolutePath()))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !listed.contains(name))
                    .sorted(NaturalOrder.INSTANCE)
                    .toList();
        }
    }

    static String abbreviated(List<String> names) {
        String text =
                names.stream()
                        .limit(MAX_NAMES_PER_WARNING)
                        .map(PrintableLine::of)
                        .collect(Collectors.joining(", "));
        return names.size() > MAX_NAMES_PER_WARNING
                ? "%s and %d more".formatted(text, names.size() - MAX_NAMES_PER_WARNING)
                : text;
    }
}

package dev.framewatch.learn.dataset;

import dev.framewatch.error.InvalidFieldException;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a labels CSV: {@code Image_ID,Class} and, optionally, {@code Group} (the video a picture
 * came from), as the tutorial writes it and as spreadsheets save it.
 *
 * <p>What is forgiven: a byte order mark, CRLF, quotes, semicolons or tabs, empty lines, further
 * columns, rows given twice, pictures that no row names. What is left out, with a warning: rows
 * about one picture that disagree, and rows whose file is missing. What is refused: an empty class
 * or name, a name that leads out of the folder, and classes among which the one to look for is not
 * clear.
 */
public final class LabelFile {
    private static final int MAX_NAMES_PER_WARNING = 20;

    private LabelFile() {}

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
        List<LabelRow> rows = rows(csv);
        Set<String> chosen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        chosen.addAll(
                PositiveLabels.choose(csv, rows.stream().map(LabelRow::label).toList(), positive));
        Map<String, LabelRow> byImage = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        Set<String> disagreeing = mergeInto(byImage, rows, leftOut);
        List<LabelledImage> pictures = new ArrayList<>();
        for (LabelRow row : byImage.values()) {
            Path file = images.resolve(row.image());
            if (disagreeing.contains(row.image())) {
                continue;
            }
            if (!Files.exists(file)) {
                leftOut.add("%s (line %d: no such file)".formatted(row.image(), row.line()));
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
                pictures, List.copyOf(chosen), warnings(csv, images, leftOut, byImage.keySet()));
    }

    /** Returns all rows but empty ones, in the order of the file. */
    private static List<LabelRow> rows(Path csv) throws IOException {
        CsvTable table = CsvTable.read(CsvPurpose.LABELS, csv);
        int image = table.requiredColumn("Image_ID", "Video_ID");
        int label = table.requiredColumn("Class");
        OptionalInt group = table.optionalColumn("Group");
        List<LabelRow> rows = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            String groupName = group.isPresent() ? row.field(group.getAsInt()) : "";
            rows.add(
                    new LabelRow(
                            row.line(),
                            table.imageName(row, image),
                            table.requiredField(row, label),
                            groupName.isEmpty() ? null : groupName));
        }
        return rows;
    }

    /** Merges rows about one picture; answers the pictures whose rows disagree. */
    private static Set<String> mergeInto(
            Map<String, LabelRow> byImage, List<LabelRow> rows, List<String> leftOut) {
        Set<String> disagreeing = new HashSet<>();
        for (LabelRow row : rows) {
            LabelRow known = byImage.putIfAbsent(row.image(), row);
            if (known == null) {
                continue;
            }
            if (known.isConsistentWith(row)) {
                byImage.put(row.image(), known.merge(row));
            } else if (disagreeing.add(row.image())) {
                leftOut.add(
                        "%s (lines %d and %d disagree)"
                                .formatted(row.image(), known.line(), row.line()));
            }
        }
        return disagreeing;
    }

    private static List<String> warnings(
            Path csv, Path images, List<String> leftOut, Set<String> named) throws IOException {
        List<String> warnings = new ArrayList<>();
        if (!leftOut.isEmpty()) {
            warnings.add(
                    "%d of the pictures that %s names are left out: %s"
                            .formatted(leftOut.size(), csv, abbreviated(leftOut)));
        }
        List<String> unnamed = filesWithoutRow(images, csv, named);
        if (!unnamed.isEmpty()) {
            warnings.add(
                    "%d files in %s are named by no row and not used: %s"
                            .formatted(unnamed.size(), images, abbreviated(unnamed)));
        }
        return warnings;
    }

    private static List<String> filesWithoutRow(Path images, Path csv, Set<String> named)
            throws IOException {
        try (Stream<Path> files = Files.list(images)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toAbsolutePath().equals(csv.toAbsolutePath()))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !named.contains(name))
                    .sorted(NaturalOrder.INSTANCE)
                    .toList();
        }
    }

    static String abbreviated(List<String> names) {
        String text =
                String.join(", ", names.subList(0, Math.min(MAX_NAMES_PER_WARNING, names.size())));
        return names.size() > MAX_NAMES_PER_WARNING
                ? "%s and %d more".formatted(text, names.size() - MAX_NAMES_PER_WARNING)
                : text;
    }
}

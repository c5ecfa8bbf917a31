package dev.framewatch.learn.dataset;

import dev.framewatch.learn.dataset.Dataset.Warning;
import dev.framewatch.text.PrintableLine;
import dev.framewatch.video.NaturalOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reviewed corrections of the labels that disagree most with a model: {@code Image_ID,Action}, as
 * saved by an evaluation report. Accepts the same CSV variants as {@link LabelFile}.
 */
public final class LabelCorrections {
    private final Path csv;
    private final Map<String, Correction> byImage;
    private final List<String> disagreeing;

    private LabelCorrections(Path csv, Map<String, Correction> byImage, List<String> disagreeing) {
        this.csv = csv;
        this.byImage = byImage;
        this.disagreeing = disagreeing;
    }

    /** Correction of an image's label. */
    public enum Action {
        /** Confirms the label. */
        KEEP("kept"),
        /** Changes the label to the other class. */
        FLIP("flipped"),
        /** Excludes the image. */
        DROP("dropped");

        private final String done;

        Action(String done) {
            this.done = done;
        }

        /** Returns the name used in the file. */
        public String csvValue() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Optional<Action> of(String word) {
            return Arrays.stream(values())
                    .filter(action -> action.csvValue().equalsIgnoreCase(word))
                    .findFirst();
        }
    }

    private record Correction(CsvTable.Row row, Action action) {}

    /**
     * Reads a corrections file.
     *
     * @throws UnusableDataException if the file is invalid, for example because of an unknown
     *     action; the user-facing message names file, line and field
     * @throws IOException if the file cannot be read
     */
    public static LabelCorrections read(Path csv) throws IOException {
        CsvTable table = CsvTable.read(CsvPurpose.CORRECTIONS, csv);
        int imageColumn = table.requiredColumn("Image_ID");
        int actionColumn = table.requiredColumn("Action");
        Map<String, Correction> byImage = new LinkedHashMap<>();
        Set<String> disagreeing = new HashSet<>();
        List<String> contradictory = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            String name = table.imageName(row, imageColumn);
            Correction next = new Correction(row, action(table, row, actionColumn));
            Correction known = byImage.putIfAbsent(name, next);
            if (known != null && known.action != next.action && disagreeing.add(name)) {
                contradictory.add(
                        "%s (lines %d and %d disagree)"
                                .formatted(name, known.row.line(), row.line()));
            }
        }
        byImage.keySet().removeAll(disagreeing);
        return new LabelCorrections(csv, byImage, contradictory);
    }

    private static Action action(CsvTable table, CsvTable.Row row, int column)
            throws UnusableDataException {
        String word = table.requiredField(row, column);
        return Action.of(word)
                .orElseThrow(() ->
                        table.invalid(
                                row,
                                "unknown Action \"%s\": use keep, flip or drop"
                                        .formatted(PrintableLine.of(word))));
    }

    /**
     * Returns the corrected data set, with one warning that lists the changes and one that lists
     * the corrections not used: images that are not in the data set, and contradictory rows.
     *
     * @throws UnusableDataException if a label is to be flipped and there are not exactly two
     *     classes, or if no image is left
     */
    public Dataset apply(Dataset dataset) throws UnusableDataException {
        Map<Action, List<String>> done = new EnumMap<>(Action.class);
        for (Action action : Action.values()) {
            done.put(action, new ArrayList<>());
        }
        List<LabelledImage> corrected = new ArrayList<>();
        for (LabelledImage image : dataset.images()) {
            Correction correction = byImage.get(image.name());
            if (correction == null) {
                corrected.add(image);
                continue;
            }
            done.getOrDefault(correction.action, List.of()).add(image.name());
            switch (correction.action) {
                case KEEP -> corrected.add(image);
                case FLIP -> corrected.add(flipped(image, dataset, correction.row.line()));
                case DROP -> {}
            }
        }
        if (corrected.isEmpty()) {
            throw new UnusableDataException(
                    CsvPurpose.CORRECTIONS.describe(csv) + " drops every image: none is left");
        }
        Set<String> confirmed = new TreeSet<>(NaturalOrder.INSTANCE);
        confirmed.addAll(dataset.confirmed());
        confirmed.addAll(done.getOrDefault(Action.KEEP, List.of()));
        return new Dataset(
                corrected,
                dataset.positiveLabels(),
                warnings(dataset, done),
                Set.copyOf(confirmed));
    }

    /** Returns the classes in the spelling of their first occurrence. */
    private static List<String> classes(Dataset dataset) {
        Map<String, String> classes = new LinkedHashMap<>();
        dataset.images()
                .forEach(image ->
                        classes.putIfAbsent(image.label().toLowerCase(Locale.ROOT), image.label()));
        return List.copyOf(classes.values());
    }

    private LabelledImage flipped(LabelledImage image, Dataset dataset, long line)
            throws UnusableDataException {
        List<String> classes = classes(dataset);
        if (classes.size() != 2) {
            throw new UnusableDataException(
                    "%s, line %d: %s cannot be flipped because there are not exactly two classes (%s): correct it in the labels file"
                            .formatted(
                                    CsvPurpose.CORRECTIONS.describe(csv),
                                    line,
                                    image.name(),
                                    String.join(", ", classes)));
        }
        boolean first = image.label().equalsIgnoreCase(classes.getFirst());
        String other = first ? classes.getLast() : classes.getFirst();
        return new LabelledImage(
                image.name(),
                image.file(),
                other,
                dataset.positiveLabels().stream().anyMatch(other::equalsIgnoreCase),
                image.group());
    }

    private List<Warning> warnings(Dataset dataset, Map<Action, List<String>> done) {
        List<Warning> warnings = new ArrayList<>(dataset.warnings());
        List<String> parts = new ArrayList<>();
        done.forEach((action, images) -> {
            String names =
                    action == Action.KEEP || images.isEmpty()
                            ? ""
                            : " (" + LabelFile.abbreviated(images) + ")";
            parts.add("%d %s%s".formatted(images.size(), action.done, names));
        });
        warnings.add(
                warning("labels corrected by %s: %s".formatted(csv, String.join(", ", parts))));
        List<String> unused = new ArrayList<>(disagreeing);
        Set<String> known = new HashSet<>();
        dataset.images().forEach(image -> known.add(image.name()));
        byImage.forEach((image, correction) -> {
            if (!known.contains(image)) {
                unused.add(
                        "%s (line %d: not among the labelled images)"
                                .formatted(image, correction.row.line()));
            }
        });
        if (!unused.isEmpty()) {
            warnings.add(
                    warning(
                            "%d corrections in %s are not used: %s"
                                    .formatted(unused.size(), csv, LabelFile.abbreviated(unused))));
        }
        return warnings;
    }

    private static Warning warning(String text) {
        return new Warning(Warning.Kind.CORRECTIONS, text);
    }
}

package dev.framewatch.learn.dataset;

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
 * What a person said about the labels that surprised a Detector: {@code Image_ID,Action}, as an
 * evaluation report saves it. Forgiven is what a labels file is forgiven.
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

    /** What is to be done with a picture's label. */
    public enum Action {
        /** It is right, however surprising. */
        KEEP("kept"),
        /** It is the other class. */
        FLIP("flipped"),
        /** The picture is not to be used. */
        DROP("dropped");

        private final String done;

        Action(String done) {
            this.done = done;
        }

        /** The word that the file uses. */
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
     * @throws UnusableDataException for people: names file, line and field, also of an action that
     *     is none
     * @throws IOException when the file cannot be read
     */
    public static LabelCorrections read(Path csv) throws IOException {
        CsvTable table = CsvTable.read(CsvPurpose.CORRECTIONS, csv);
        int image = table.requiredColumn("Image_ID");
        int action = table.requiredColumn("Action");
        Map<String, Correction> byImage = new LinkedHashMap<>();
        Set<String> disagreeing = new HashSet<>();
        List<String> named = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            String name = table.imageName(row, image);
            Correction next = new Correction(row, action(table, row, action));
            Correction known = byImage.putIfAbsent(name, next);
            if (known != null && known.action != next.action && disagreeing.add(name)) {
                named.add(
                        "%s (lines %d and %d disagree)"
                                .formatted(name, known.row.line(), row.line()));
            }
        }
        byImage.keySet().removeAll(disagreeing);
        return new LabelCorrections(csv, byImage, named);
    }

    private static Action action(CsvTable table, CsvTable.Row row, int column)
            throws UnusableDataException {
        String word = table.requiredField(row, column);
        return Action.of(word)
                .orElseThrow(() ->
                        table.invalid(
                                row,
                                "Action \"%s\" is none: write keep, flip or drop"
                                        .formatted(CsvTable.printable(word))));
    }

    /**
     * The labels as corrected, with a warning that says what was changed and one that names what
     * was not used: pictures that the labels do not have, and rows that disagree.
     *
     * @throws UnusableDataException when a label is to be flipped and there are not two classes, or
     *     when no picture is left
     */
    public Dataset apply(Dataset dataset) throws UnusableDataException {
        Map<Action, List<String>> done = new EnumMap<>(Action.class);
        for (Action action : Action.values()) {
            done.put(action, new ArrayList<>());
        }
        List<LabelledImage> pictures = new ArrayList<>();
        for (LabelledImage picture : dataset.images()) {
            Correction correction = byImage.get(picture.name());
            if (correction == null) {
                pictures.add(picture);
                continue;
            }
            done.getOrDefault(correction.action, List.of()).add(picture.name());
            switch (correction.action) {
                case KEEP -> pictures.add(picture);
                case FLIP -> pictures.add(flipped(picture, dataset, correction.row.line()));
                case DROP -> {}
            }
        }
        if (pictures.isEmpty()) {
            throw new UnusableDataException(
                    CsvPurpose.CORRECTIONS.describe(csv) + " drops every picture: none is left");
        }
        Set<String> confirmed = new TreeSet<>(NaturalOrder.INSTANCE);
        confirmed.addAll(dataset.confirmed());
        confirmed.addAll(done.getOrDefault(Action.KEEP, List.of()));
        return new Dataset(
                pictures, dataset.positiveLabels(), warnings(dataset, done), Set.copyOf(confirmed));
    }

    /** The classes as they are first spelt. */
    private static List<String> classes(Dataset dataset) {
        Map<String, String> classes = new LinkedHashMap<>();
        dataset.images()
                .forEach(picture ->
                        classes.putIfAbsent(
                                picture.label().toLowerCase(Locale.ROOT), picture.label()));
        return List.copyOf(classes.values());
    }

    private LabelledImage flipped(LabelledImage picture, Dataset dataset, long line)
            throws UnusableDataException {
        List<String> classes = classes(dataset);
        if (classes.size() != 2) {
            throw new UnusableDataException(
                    "%s, line %d: %s cannot be flipped, Class holds %s: flip is for two classes, so correct it in the labels file"
                            .formatted(
                                    CsvPurpose.CORRECTIONS.describe(csv),
                                    line,
                                    picture.name(),
                                    String.join(", ", classes)));
        }
        boolean first = picture.label().equalsIgnoreCase(classes.getFirst());
        String other = first ? classes.getLast() : classes.getFirst();
        return new LabelledImage(
                picture.name(),
                picture.file(),
                other,
                dataset.positiveLabels().stream().anyMatch(other::equalsIgnoreCase),
                picture.group());
    }

    private List<String> warnings(Dataset dataset, Map<Action, List<String>> done) {
        List<String> warnings = new ArrayList<>(dataset.warnings());
        List<String> parts = new ArrayList<>();
        done.forEach((action, images) -> {
            String names =
                    action == Action.KEEP || images.isEmpty()
                            ? ""
                            : " (" + LabelFile.abbreviated(images) + ")";
            parts.add("%d %s%s".formatted(images.size(), action.done, names));
        });
        warnings.add("labels corrected by %s: %s".formatted(csv, String.join(", ", parts)));
        List<String> unused = new ArrayList<>(disagreeing);
        Set<String> known = new HashSet<>();
        dataset.images().forEach(picture -> known.add(picture.name()));
        byImage.forEach((image, correction) -> {
            if (!known.contains(image)) {
                unused.add(
                        "%s (line %d: not among the labelled pictures)"
                                .formatted(image, correction.row.line()));
            }
        });
        if (!unused.isEmpty()) {
            warnings.add(
                    "%d corrections of %s are not used: %s"
                            .formatted(unused.size(), csv, LabelFile.abbreviated(unused)));
        }
        return warnings;
    }
}

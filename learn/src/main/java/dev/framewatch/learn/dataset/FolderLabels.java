package dev.framewatch.learn.dataset;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.text.CsvCell;
import dev.framewatch.video.NaturalOrder;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The labels of the images in a folder of frames, in {@value FrameFolder#LABELLED_FILE} beside
 * them. Every change is saved at once, as a whole file. Other columns of the file are kept.
 */
public final class FolderLabels {
    private static final Pattern IMAGE =
            Pattern.compile(
                    ".*\\.(jpe?g|png|webp|bmp|gif|tiff?|heic|avif)", Pattern.CASE_INSENSITIVE);

    private final Path file;
    private final Map<String, Image> images = new TreeMap<>(NaturalOrder.INSTANCE);
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final Map<String, List<String>> rows = new LinkedHashMap<>();
    private List<String> header = List.of("Image_ID", "Class", "Group");

    private FolderLabels(Path folder) {
        this.file = folder.resolve(FrameFolder.LABELLED_FILE);
    }

    /**
     * An image of the folder.
     *
     * @param name file name
     * @param video its source video; empty if it is not known
     */
    public record Image(String name, Path file, String video) {}

    /**
     * Opens a folder of images, with the labels that it has and the source videos that {@code
     * dataset frames} noted.
     *
     * @throws NotFoundException if the folder does not exist or has no images
     * @throws UnusableDataException if a label file cannot be read; the message names the line
     */
    public static FolderLabels of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotFoundException("there is no folder " + folder);
        }
        FolderLabels labels = new FolderLabels(folder);
        labels.readGroups(folder.resolve(FrameFolder.UNLABELLED_FILE));
        labels.readGroups(labels.file);
        labels.readRows();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path image : files.filter(Files::isRegularFile).toList()) {
                String name = String.valueOf(image.getFileName());
                if (IMAGE.matcher(name).matches() && !name.startsWith(".")) {
                    String group = labels.groups.getOrDefault(name, "");
                    labels.images.put(name, new Image(name, image, group));
                }
            }
        }
        if (labels.images.isEmpty()) {
            throw new NotFoundException(
                    "no images in %s; to extract them from videos, use dataset frames"
                            .formatted(folder));
        }
        return labels;
    }

    private void readGroups(Path csv) throws IOException {
        if (!Files.exists(csv)) {
            return;
        }
        CsvTable table = CsvTable.read(CsvPurpose.LABELS, csv);
        int image = table.requiredColumn("Image_ID", "Video_ID");
        OptionalInt group = table.optionalColumn("Group");
        for (CsvTable.Row row : table.rows()) {
            String name = group.isPresent() ? row.field(group.getAsInt()) : "";
            if (!name.isEmpty()) {
                groups.put(table.imageName(row, image), name);
            }
        }
    }

    private void readRows() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        CsvTable table = CsvTable.read(CsvPurpose.LABELS, file);
        int image = table.requiredColumn("Image_ID", "Video_ID");
        table.requiredColumn("Class");
        header = table.header();
        for (CsvTable.Row row : table.rows()) {
            rows.put(table.imageName(row, image), row.fields());
        }
    }

    /** Returns the file that holds the labels. */
    public Path file() {
        return file;
    }

    /** Returns the images in natural order. */
    public List<Image> images() {
        return List.copyOf(images.values());
    }

    /** Returns the label of an image; null if it has none. */
    public @Nullable String label(String image) {
        List<String> row = rows.get(image);
        int column = column("Class");
        String label = row == null || column >= row.size() ? "" : row.get(column);
        return label.isEmpty() ? null : label;
    }

    /**
     * Labels an image and saves the file.
     *
     * @param label null to remove the label
     * @throws NotFoundException if there is no such image
     */
    public void set(String image, @Nullable String label) throws IOException {
        Image labelled = images.get(image);
        if (labelled == null) {
            throw new NotFoundException("there is no image " + image);
        }
        List<String> before = rows.get(image);
        if (label == null) {
            rows.remove(image);
        } else {
            rows.put(image, row(labelled, label, before));
        }
        try {
            save();
        } catch (IOException e) {
            restore(image, before);
            throw e;
        }
    }

    private void restore(String image, @Nullable List<String> before) {
        if (before == null) {
            rows.remove(image);
        } else {
            rows.put(image, before);
        }
    }

    private List<String> row(Image image, String label, @Nullable List<String> before) {
        List<String> row = new ArrayList<>(before == null ? List.of() : before);
        while (row.size() < header.size()) {
            row.add("");
        }
        row.set(column("Image_ID", "Video_ID"), image.name);
        row.set(column("Class"), label);
        int group = column("Group");
        if (group >= 0 && !image.video.isEmpty()) {
            row.set(group, image.video);
        }
        return row;
    }

    private int column(String... names) {
        List<String> titles = header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return Stream.of(names)
                .map(name -> titles.indexOf(name.toLowerCase(Locale.ROOT)))
                .filter(index -> index >= 0)
                .findFirst()
                .orElse(-1);
    }

    private void save() throws IOException {
        if (rows.isEmpty()) {
            Files.deleteIfExists(file); // a header alone is no label file
            return;
        }
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(header);
            for (List<String> row : rows.values()) {
                csv.writeRecord(row.stream().map(CsvCell::of).toList());
            }
        }
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}

package dev.framewatch.learn.dataset;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.text.CsvCell;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the detected groups as a labels file of its own ({@code Image_ID,Class,Group}), so that a
 * person can correct them and train from that file.
 */
public final class GroupFile {
    private GroupFile() {}

    /**
     * Writes the file atomically.
     *
     * @param groups group of each image
     */
    public static void write(Path file, List<LabelledImage> images, List<String> groups)
            throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("Image_ID", "Class", "Group");
            for (int i = 0; i < images.size(); i++) {
                LabelledImage image = images.get(i);
                csv.writeRecord(
                        CsvCell.of(image.name()),
                        CsvCell.of(image.label()),
                        CsvCell.of(groups.get(i)));
            }
        }
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}

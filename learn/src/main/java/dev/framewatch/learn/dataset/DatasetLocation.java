package dev.framewatch.learn.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Labelled pictures or videos on disk, and what is looked for in them.
 *
 * @param labels the labels file: {@code Image_ID,Class[,Group]}
 * @param folder the folder that the names in it are relative to
 * @param positive the classes to look for; if empty, {@code 1}, or else those whose name does not
 *     mean "no"
 */
public record DatasetLocation(Path labels, Path folder, List<String> positive) {
    public DatasetLocation {
        positive = List.copyOf(positive);
    }

    /** Reads the labels; see {@link LabelFile#readAll}. */
    public Dataset read() throws IOException {
        return LabelFile.readAll(labels, folder, positive);
    }

    /** Reads the labels where exactly one class is looked for; see {@link LabelFile#read}. */
    public Dataset readOneClass() throws IOException {
        return LabelFile.read(labels, folder, positive.isEmpty() ? null : positive.getFirst());
    }
}

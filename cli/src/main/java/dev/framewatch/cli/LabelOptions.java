package dev.framewatch.cli;

import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command is told of a labels file. */
final class LabelOptions {
    @Option(
            names = "--labels",
            paramLabel = "CSV",
            required = true,
            description = "The labels: Image_ID,Class[,Group].")
    private Path labels = Path.of("");

    @Option(
            names = "--positive",
            paramLabel = "LABEL",
            description =
                    "The class to look for (default: 1, or the only one that does not mean no).")
    private @Nullable String positive;

    Path file() {
        return labels;
    }

    /** Reads the labels of what lies in a folder. */
    Dataset read(Path folder) throws IOException {
        return LabelFile.read(labels, folder, positive);
    }

    /** Reads the labels of what lies in a folder, and notes what was left out. */
    Dataset read(Path folder, Console console) throws IOException {
        Dataset dataset = read(folder);
        dataset.warnings().forEach(warning -> console.note("note: " + warning));
        return dataset;
    }
}

package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                    "The class to look for (default: 1, or the only one that does not mean no);"
                            + " train takes several and makes a Target of each.")
    private List<String> positive = new ArrayList<>();

    Path file() {
        return labels;
    }

    /** Reads the labels of what lies in a folder, and notes what was left out. */
    Dataset read(Path folder, Console console) throws IOException {
        if (positive.size() > 1) {
            throw new IllegalArgumentException("--positive: name one class, not " + positive);
        }
        return noted(
                LabelFile.read(labels, folder, positive.isEmpty() ? null : positive.getFirst()),
                console);
    }

    /** As {@link #read}, for as many classes as there are to look for. */
    Dataset readAll(Path folder, Console console) throws IOException {
        return noted(readAll(folder), console);
    }

    /** As {@link #readAll(Path, Console)}, without a note. */
    Dataset readAll(Path folder) throws IOException {
        return LabelFile.readAll(labels, folder, positive);
    }

    private static Dataset noted(Dataset dataset, Console console) {
        dataset.warnings().forEach(warning -> console.note("note: " + warning));
        return dataset;
    }
}

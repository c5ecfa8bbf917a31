package dev.framewatch.cli;

import dev.framewatch.learn.dataset.DatasetLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that specify a label file and its positive class. */
final class LabelOptions {
    @Option(
            names = "--labels",
            paramLabel = "CSV",
            required = true,
            description = "Label file (CSV): Image_ID,Class[,Group].")
    private Path labels = Path.of("");

    @Option(
            names = "--positive",
            paramLabel = "LABEL",
            description =
                    "Positive class (default: 1, or the only class that is not a negative such as 0"
                            + " or no); with train repeatable, one target per class.")
    private List<String> positive = new ArrayList<>();

    /** Returns the location of the labelled images or videos; allows several positive classes. */
    DatasetLocation in(Path folder) {
        return new DatasetLocation(labels, folder, positive);
    }

    /** Returns the location of the labelled images or videos; allows at most one positive class. */
    DatasetLocation oneClassIn(Path folder) {
        if (positive.size() > 1) {
            throw new IllegalArgumentException("--positive: specify one class, not " + positive);
        }
        return in(folder);
    }
}

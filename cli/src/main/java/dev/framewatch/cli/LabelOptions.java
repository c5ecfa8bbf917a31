package dev.framewatch.cli;

import dev.framewatch.learn.dataset.DatasetLocation;
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
            description = "Label file (CSV): Image_ID,Class[,Group].")
    private Path labels = Path.of("");

    @Option(
            names = "--positive",
            paramLabel = "LABEL",
            description =
                    "The class to look for (default: 1, or the only one that does not mean no);"
                            + " train takes several and makes a Target of each.")
    private List<String> positive = new ArrayList<>();

    /** Returns where the labelled pictures or videos are; several classes may be looked for. */
    DatasetLocation in(Path folder) {
        return new DatasetLocation(labels, folder, positive);
    }

    /** Returns where the labelled pictures or videos are; one class is looked for. */
    DatasetLocation oneClassIn(Path folder) {
        if (positive.size() > 1) {
            throw new IllegalArgumentException("--positive: name one class, not " + positive);
        }
        return in(folder);
    }
}

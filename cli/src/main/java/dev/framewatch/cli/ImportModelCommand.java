package dev.framewatch.cli;

import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.cli.desk.TargetLedger.NewTarget;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.learn.keras.KerasImport.ImportOptions;
import dev.framewatch.learn.service.ModelService;
import dev.framewatch.learn.service.ModelService.ImportRequest;
import dev.framewatch.learn.service.ModelService.ImportResult;
import dev.framewatch.learn.service.PublishedModels;
import dev.framewatch.model.Model;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framewatch models import}: imports a model or a target that was trained elsewhere. */
@Command(
        name = "import",
        aliases = "add",
        description = {
            "Import a model from a file, folder, zip or http(s) URL. It is validated, copied and"
                    + " then used by name. The type is detected from the content:",
            "",
            "ONNX file: a face detector of the YuNet family, an embedding with one output [1,D], or"
                    + " features with outputs [1,D], which are concatenated.",
            "",
            "Keras VGG16 weights (.h5): features for train --backbone.",
            "",
            "Trained Sequential of Dense layers (.h5): a target on the features of --backbone.",
            "",
            "Teachable Machine image project, exported for TensorFlow.js (zip or folder): both."
                + " Each class becomes a target, except classes named as negatives. Teachable"
                + " Machine crops the central square; Framewatch resizes the whole image, so scores"
                + " differ slightly.",
            ""
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch models import yunet.onnx --as yunet --role detector",
            "  framewatch models import arcface.onnx --as arcface --role embedding \\",
            "      --order rgb --mean 127.5 --scale 0.0078125 --crop 1.1",
            "  framewatch models import resnet.onnx --as resnet --order rgb \\",
            "      --mean 123.675,116.28,103.53 --scale 0.00392157 --std 0.229,0.224,0.225",
            "  framewatch models import vgg16_notop.h5 --as vgg16",
            "  framewatch models import trump_model_final.h5 --as trump",
            "  framewatch models import converted_tfjs.zip --as mascot --positive Mascot",
            "  framewatch models import https://example.org/vgg16.h5 --as vgg16 --sha256 HASH"
        })
final class ImportModelCommand implements Callable<Integer> {
    private final Framewatch framewatch;
    private final TargetLedger ledger;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SOURCE", description = "File, folder, zip or URL.")
    private String source = "";

    @Option(names = "--as", required = true, paramLabel = "ID", description = "Name for the model.")
    private String id = "";

    @Option(
            names = "--sha256",
            paramLabel = "HASH",
            description = "Expected SHA-256; required for a URL.")
    private @Nullable String sha256;

    @Option(
            names = "--trust-on-first-use",
            description = "Accept any download and print its SHA-256.")
    private boolean trust;

    @Option(names = "--allow-private", description = "Allow localhost and private addresses.")
    private boolean allowPrivate;

    @Option(
            names = "--backbone",
            paramLabel = "ID",
            defaultValue = "vgg16",
            description =
                    "Dense layers: backbone they were trained on (default: ${DEFAULT-VALUE}).")
    private String backbone = "";

    @Option(
            names = "--labels",
            split = ",",
            paramLabel = "LABEL",
            description = "Dense layers: class names in order (default: 0,1,...).")
    private List<String> labels = List.of();

    @Option(
            names = "--positive",
            paramLabel = "LABEL",
            description =
                    "Positive class; repeatable (default: all except classes named as negatives,"
                            + " such as 0, no or background).")
    private List<String> positive = List.of();

    @ArgGroup(exclusive = false, heading = "%nFor an ONNX file:%n")
    private @Nullable OnnxOptions onnx;

    ImportModelCommand(Framewatch framewatch, TargetLedger ledger) {
        this.framewatch = framewatch;
        this.ledger = ledger;
    }

    @Override
    public Integer call() throws IOException {
        ImportResult result;
        try (ScreenProgress progress = ScreenProgress.on(framewatch.console());
                WebDownloader downloader = new WebDownloader(framewatch, allowPrivate, progress)) {
            result =
                    new ModelService(framewatch.home(), framewatch.models())
                            .importModel(request(), downloader, progress);
        } catch (InvalidFieldException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), advice(e), e);
        }
        if (result.sha256() != null) {
            framewatch.console().note("SHA-256 " + result.sha256() + "  " + source);
        }
        record(result);
        print(result);
        return 0;
    }

    private ImportRequest request() {
        return new ImportRequest(
                source,
                id,
                sha256,
                trust,
                new ImportOptions(backbone, labels, positive),
                onnx == null ? null : onnx.settings());
    }

    /** Returns the message of an invalid field in terms of the command's options. */
    private String advice(InvalidFieldException invalid) throws IOException {
        return switch (invalid.field()) {
            case "onnx" -> invalid.getMessage() + ": omit --role, --order and similar options";
            case "preprocessing" ->
                    "--order, --mean and --scale are required: only the model's documentation"
                            + " states them, and wrong values reduce accuracy without an error.";
            case "sha256" ->
                    sha256 != null
                            ? "--sha256 " + invalid.getMessage()
                            : "A URL requires --sha256, the hash that its publisher states. Without"
                                  + " one, --trust-on-first-use accepts the download and prints its"
                                  + " hash.";
            case "backbone" ->
                    invalid.getMessage()
                            + (new PublishedModels(framewatch.home(), framewatch.models())
                                            .missing(backbone)
                                            .isPresent()
                                    ? ": framewatch models fetch " + backbone
                                    : ": check --backbone");
            case "mean", "std" -> "--%s %s".formatted(invalid.field(), invalid.getMessage());
            default -> invalid.getMessage() + ": check --" + invalid.field();
        };
    }

    private void record(ImportResult result) throws IOException {
        if (!result.targets().isEmpty()) {
            List<NewTarget> made =
                    result.targets().stream()
                            .map(one -> new NewTarget(one, framewatch.targets().file(one)))
                            .toList();
            ledger.recordCreation(
                    AuditAction.IMPORTED, made, GovernanceChange.NONE, Map.of("source", source));
        }
    }

    private void print(ImportResult result) {
        if (result.model() != null) {
            print(result.model());
        }
        for (String target : result.targets()) {
            framewatch
                    .console()
                    .note(
                            ("Added target '%s'. To measure it on your own videos: framewatch"
                                            + " evaluate %1$s --labels videos.csv --videos videos/")
                                    .formatted(target));
        }
    }

    private void print(Model model) {
        framewatch
                .console()
                .note(
                        "Added %s: %s, input %s"
                                .formatted(
                                        model.id(),
                                        model.role().purpose(),
                                        model.input().description()));
    }
}

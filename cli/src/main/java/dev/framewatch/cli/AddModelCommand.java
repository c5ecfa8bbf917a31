package dev.framewatch.cli;

import dev.framewatch.model.Family;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelInput.Colours;
import dev.framewatch.model.Preprocessing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framewatch models add}: takes in a user's own ONNX file. */
@Command(
        name = "add",
        description = {
            "Takes in an ONNX file of your own: it is checked, tried once and copied.",
            "A detector must be of the YuNet family. An embedding turns one face, features a whole"
                    + " picture, into one vector."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch models add yunet.onnx --as yunet --role detector",
            "  framewatch models add arcface.onnx --as arcface --role embedding \\",
            "      --order rgb --mean 127.5 --scale 0.0078125 --crop 1.1"
        })
final class AddModelCommand implements Callable<Integer> {
    private final Framewatch framewatch;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The ONNX file.")
    private @Nullable Path file;

    @Option(names = "--as", required = true, paramLabel = "ID", description = "Its name.")
    private String id = "";

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "detector, embedding or features.")
    private AddedRole role = AddedRole.DETECTOR;

    @Option(
            names = "--order",
            paramLabel = "rgb|bgr",
            description = "Order of the colours (a detector: bgr).")
    private @Nullable Colours order;

    @Option(
            names = "--mean",
            split = ",",
            paramLabel = "N",
            description =
                    "What is subtracted from colour values 0..255: one number, or three in the"
                            + " order of the colours (a detector: 0).")
    private @Nullable List<Float> mean;

    @Option(
            names = "--scale",
            paramLabel = "N",
            description = "What the difference is multiplied by (a detector: 1).")
    private @Nullable Float scale;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Side of the input, where the file leaves it open.")
    private int size;

    @Option(
            names = "--crop",
            paramLabel = "N",
            description = "Side of the square cut out, in face boxes (an embedding: 1.25).")
    private @Nullable Double crop;

    AddModelCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    /** The kinds of model a user can add. */
    enum AddedRole {
        DETECTOR(Family.YUNET),
        EMBEDDING(Family.FACE_VECTOR),
        FEATURES(Family.SCENE_VECTORS);

        private final Family family;

        AddedRole(Family family) {
            this.family = family;
        }
    }

    @Override
    public Integer call() throws IOException {
        Path chosen = Objects.requireNonNull(file, "picocli asks for the file");
        Model model = framewatch.models().add(chosen, id, role.family, preprocessing());
        framewatch
                .console()
                .note(
                        "Added %s: %s, sees %s"
                                .formatted(
                                        id, model.role().purpose(), model.input().description()));
        return 0;
    }

    private Preprocessing preprocessing() {
        boolean detector = role == AddedRole.DETECTOR;
        if (!detector && (order == null || mean == null || scale == null)) {
            throw misused(
                    "--order, --mean and --scale are needed: only the model's documentation knows"
                            + " them, and wrong ones cost accuracy without any error.");
        }
        double standardCrop = role == AddedRole.EMBEDDING ? 1.25 : 1;
        return new Preprocessing(
                size,
                order == null ? Colours.BGR : order,
                mean == null ? List.of(0f, 0f, 0f) : three(mean),
                scale == null ? 1 : scale,
                crop == null ? standardCrop : crop);
    }

    private List<Float> three(List<Float> given) {
        return switch (given.size()) {
            case 1 -> List.of(given.getFirst(), given.getFirst(), given.getFirst());
            case 3 -> given;
            default -> throw misused("--mean needs one number or three, not " + given.size());
        };
    }

    private ParameterException misused(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}

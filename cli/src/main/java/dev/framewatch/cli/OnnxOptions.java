package dev.framewatch.cli;

import dev.framewatch.model.ModelInput.ChannelOrder;
import dev.framewatch.model.OutputFormat;
import dev.framewatch.model.Preprocessing;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an ONNX file does not say about itself. */
final class OnnxOptions {
    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "detector, embedding or features (default: features).")
    private AddedRole role = AddedRole.FEATURES;

    @Option(
            names = "--order",
            paramLabel = "rgb|bgr",
            description = "Order of the colours (a detector: bgr).")
    private @Nullable ChannelOrder order;

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
            names = "--std",
            split = ",",
            paramLabel = "N",
            description =
                    "What that is divided by: one number, or three in the order of the colours"
                            + " (default: 1).")
    private List<Float> std = List.of(1f);

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

    /** The kinds of model a user can add. */
    enum AddedRole {
        DETECTOR(OutputFormat.YUNET),
        EMBEDDING(OutputFormat.FACE_VECTOR),
        FEATURES(OutputFormat.SCENE_VECTORS);

        private final OutputFormat outputFormat;

        AddedRole(OutputFormat outputFormat) {
            this.outputFormat = outputFormat;
        }
    }

    OutputFormat family() {
        return role.outputFormat;
    }

    /**
     * @param misused makes the exception that says what is missing
     */
    Preprocessing preprocessing(Function<String, ? extends RuntimeException> misused) {
        boolean detector = role == AddedRole.DETECTOR;
        if (!detector && (order == null || mean == null || scale == null)) {
            throw misused.apply(
                    "--order, --mean and --scale are needed: only the model's documentation knows"
                            + " them, and wrong ones cost accuracy without any error.");
        }
        double standardCrop = role == AddedRole.EMBEDDING ? 1.25 : 1;
        return new Preprocessing(
                size,
                order == null ? ChannelOrder.BGR : order,
                mean == null ? List.of(0f, 0f, 0f) : three("--mean", mean, misused),
                scale == null ? 1 : scale,
                three("--std", std, misused),
                crop == null ? standardCrop : crop);
    }

    private static List<Float> three(
            String option,
            List<Float> given,
            Function<String, ? extends RuntimeException> misused) {
        return switch (given.size()) {
            case 1 -> List.of(given.getFirst(), given.getFirst(), given.getFirst());
            case 3 -> given;
            default ->
                    throw misused.apply(option + " needs one number or three, not " + given.size());
        };
    }
}

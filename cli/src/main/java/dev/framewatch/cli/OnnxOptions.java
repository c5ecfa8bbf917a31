package dev.framewatch.cli;

import dev.framewatch.learn.service.OnnxSettings;
import dev.framewatch.model.ModelInput.ChannelOrder;
import dev.framewatch.model.OutputFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for what an ONNX file does not state: role, preprocessing and input size. */
final class OnnxOptions {
    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "Model role: detector, embedding or features (default: features).")
    private AddedRole role = AddedRole.FEATURES;

    @Option(
            names = "--order",
            paramLabel = "rgb|bgr",
            description = "Channel order (detector: bgr).")
    private @Nullable ChannelOrder order;

    @Option(
            names = "--mean",
            split = ",",
            paramLabel = "N",
            description =
                    "Mean, subtracted from values 0..255: one number, or one per channel (detector:"
                            + " 0).")
    private @Nullable List<Float> mean;

    @Option(
            names = "--scale",
            paramLabel = "N",
            description = "Scale factor applied after subtraction (detector: 1).")
    private @Nullable Float scale;

    @Option(
            names = "--std",
            split = ",",
            paramLabel = "N",
            description =
                    "Standard deviation, applied as a divisor: one number, or one per channel"
                            + " (default: 1).")
    private List<Float> std = List.of(1f);

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Input size, if the file does not fix it.")
    private int size;

    @Option(
            names = "--crop",
            paramLabel = "N",
            description = "Size of the face crop relative to the face box (embedding: 1.25).")
    private @Nullable Double crop;

    /** Roles of models that a user can add. */
    enum AddedRole {
        DETECTOR(OutputFormat.YUNET),
        EMBEDDING(OutputFormat.FACE_VECTOR),
        FEATURES(OutputFormat.SCENE_VECTORS);

        private final OutputFormat outputFormat;

        AddedRole(OutputFormat outputFormat) {
            this.outputFormat = outputFormat;
        }
    }

    OnnxSettings settings() {
        return new OnnxSettings(role.outputFormat, size, order, mean, scale, std, crop);
    }
}

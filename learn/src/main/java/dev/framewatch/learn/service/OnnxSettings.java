package dev.framewatch.learn.service;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.model.ModelInput.ChannelOrder;
import dev.framewatch.model.OutputFormat;
import dev.framewatch.model.Preprocessing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The properties of an imported model that its ONNX file does not contain.
 *
 * @param family how its outputs are interpreted
 * @param size the side of the input in pixels if the file leaves it open; else 0
 * @param order the channel order; null if not given
 * @param mean the value subtracted from colours 0..255: one number, or three in channel order; null
 *     if not given
 * @param scale the factor applied to the difference; null if not given
 * @param std the divisor applied after that: one number, or three in channel order
 * @param crop the side of the square crop, in face boxes; null for the default
 */
public record OnnxSettings(
        OutputFormat family,
        int size,
        @Nullable ChannelOrder order,
        @Nullable List<Float> mean,
        @Nullable Float scale,
        List<Float> std,
        @Nullable Double crop) {
    private static final double EMBEDDING_CROP = 1.25;

    /** The settings of a feature extractor about which nothing else is known. */
    static final OnnxSettings FEATURES =
            new OnnxSettings(OutputFormat.SCENE_VECTORS, 0, null, null, null, List.of(1f), null);

    public OnnxSettings {
        mean = mean == null ? null : List.copyOf(mean);
        std = List.copyOf(std);
    }

    /**
     * Returns the preprocessing of images.
     *
     * @throws InvalidFieldException if a required property is missing
     */
    Preprocessing preprocessing() {
        boolean detector = family == OutputFormat.YUNET;
        if (!detector && (order == null || mean == null || scale == null)) {
            throw new InvalidFieldException(
                    "preprocessing",
                    "channel order, mean and scale are required: only the model's documentation"
                            + " states them, and wrong values reduce accuracy without an error");
        }
        double usualCrop = family == OutputFormat.FACE_VECTOR ? EMBEDDING_CROP : 1;
        return new Preprocessing(
                size,
                order == null ? ChannelOrder.BGR : order,
                mean == null ? List.of(0f, 0f, 0f) : three("mean", mean),
                scale == null ? 1 : scale,
                three("std", std),
                crop == null ? usualCrop : crop);
    }

    private static List<Float> three(String field, List<Float> given) {
        return switch (given.size()) {
            case 1 -> List.of(given.getFirst(), given.getFirst(), given.getFirst());
            case 3 -> given;
            default ->
                    throw new InvalidFieldException(
                            field, "must be one number or three, not " + given.size());
        };
    }
}

package dev.framewatch.learn.service;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.model.ModelInput.ChannelOrder;
import dev.framewatch.model.OutputFormat;
import dev.framewatch.model.Preprocessing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an ONNX file does not say about itself.
 *
 * @param family how its outputs are read
 * @param size the side of the input in pixels, where the file leaves it open; else 0
 * @param order the order of the colours; null where nothing was said
 * @param mean what is subtracted from colour values 0..255: one number, or three in the order of
 *     the colours; null where nothing was said
 * @param scale what the difference is multiplied by; null where nothing was said
 * @param std what that is divided by: one number, or three in the order of the colours
 * @param crop the side of the square that is cut out, in face boxes; null for the default
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

    /** Features of which nothing else is known. */
    static final OnnxSettings FEATURES =
            new OnnxSettings(OutputFormat.SCENE_VECTORS, 0, null, null, null, List.of(1f), null);

    public OnnxSettings {
        mean = mean == null ? null : List.copyOf(mean);
        std = List.copyOf(std);
    }

    /**
     * Returns how pictures are prepared.
     *
     * @throws InvalidFieldException when something is missing that the file does not say
     */
    Preprocessing preprocessing() {
        boolean detector = family == OutputFormat.YUNET;
        if (!detector && (order == null || mean == null || scale == null)) {
            throw new InvalidFieldException(
                    "preprocessing",
                    "the order of the colours, the mean and the scale are needed: only the model's"
                            + " documentation knows them, and wrong ones cost accuracy without any"
                            + " error");
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
                            field, "needs one number or three, not " + given.size());
        };
    }
}

package dev.framewatch.targets;

import dev.framewatch.file.Sha256;

/**
 * A reference to the model that a target was trained with. A different file of the same name gives
 * different features, so it counts as a different model.
 *
 * @param id its ID in the catalogue
 * @param sha256 of the ONNX file, 64 hexadecimal digits
 * @param input size and preprocessing, in the format of the catalogue
 */
public record ModelRef(String id, String sha256, String input) {
    public ModelRef {
        if (id.isBlank()) {
            throw new IllegalArgumentException("id: must not be empty");
        }
        Sha256.requireDigest(sha256);
    }
}

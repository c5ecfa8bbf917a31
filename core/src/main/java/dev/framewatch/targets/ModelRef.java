package dev.framewatch.targets;

import dev.framewatch.file.Sha256;

/**
 * The model that a Target was trained with; another file of the same name gives other features, so
 * it counts as a different model.
 *
 * @param id name in the catalogue
 * @param sha256 of the ONNX file, 64 hexadecimal digits
 * @param input size and preprocessing, as the catalogue words it
 */
public record ModelRef(String id, String sha256, String input) {
    public ModelRef {
        if (id.isBlank()) {
            throw new IllegalArgumentException("id: empty");
        }
        Sha256.requireDigest(sha256);
    }
}

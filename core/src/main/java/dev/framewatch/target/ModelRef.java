package dev.framewatch.target;

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
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256: not 64 hexadecimal digits: " + sha256);
        }
    }
}

package dev.framewatch.targets;

import dev.framewatch.file.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * A photo of the person that a face target looks for, as the confirming network describes it. Each
 * is kept, so that photos can be added and removed.
 *
 * @param name the photo's file name, for people
 * @param sha256 of the photo's file: the same photo counts once
 * @param vector the embedding of the face, of unit length: float32, little-endian, in Base64
 */
public record FaceReference(String name, String sha256, String vector) {
    private static final int MAX_NAME_LENGTH = 255;

    public FaceReference {
        Sha256.requireDigest(sha256);
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("name: must have 1 to 255 characters");
        }
        double squares = 0;
        for (float value : decoded(vector)) {
            squares += (double) value * value;
        }
        if (!(Math.abs(squares - 1) < 1e-3)) {
            throw new IllegalArgumentException("vector: must have the length 1");
        }
    }

    /** Creates a reference from an embedding of unit length. */
    public static FaceReference of(String name, String sha256, float[] embedding) {
        ByteBuffer bytes =
                ByteBuffer.allocate(embedding.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(embedding);
        String shown =
                name.length() > MAX_NAME_LENGTH
                        ? name.substring(name.length() - MAX_NAME_LENGTH)
                        : name;
        return new FaceReference(shown, sha256, Base64.getEncoder().encodeToString(bytes.array()));
    }

    /** Returns the embedding. */
    public float[] embedding() {
        return decoded(vector);
    }

    private static float[] decoded(String vector) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(vector);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("vector: not valid Base64", e);
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}

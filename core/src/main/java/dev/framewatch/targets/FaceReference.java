package dev.framewatch.targets;

import dev.framewatch.file.Sha256;
import dev.framewatch.vision.FaceEmbedding;
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

    /** Begins the names of faces of reviewed frames. No file name can contain it. */
    private static final String REVIEW = "review/";

    /**
     * Similarity of two copies of one photo. Among 75 photos of five people, different photos of
     * one person reached 0.934, copies 0.978 and more.
     */
    private static final double SAME_PHOTO = 0.96;

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

    /**
     * Creates a reference to a face of which a reviewer said whose it is, or whose it is not.
     *
     * @param frame the name of the reviewed frame, which begins with the sighting's ID and a hyphen
     */
    public static FaceReference reviewed(String frame, String sha256, float[] embedding) {
        return of(REVIEW + frame, sha256, embedding);
    }

    /** Returns whether it is the face of a reviewed frame. */
    public boolean comesFromReview() {
        return name.startsWith(REVIEW);
    }

    /** Returns whether it is a face of this reviewed sighting. */
    public boolean comesFromReview(String sighting) {
        return name.startsWith(REVIEW + sighting + "-");
    }

    /** Returns the embedding. */
    public float[] embedding() {
        return decoded(vector);
    }

    /** Returns the cosine of the angle to another face. */
    public double similarity(FaceReference other) {
        return similarity(other.embedding());
    }

    /** Returns the cosine of the angle to another embedding. */
    public double similarity(float[] other) {
        return FaceEmbedding.similarity(embedding(), other);
    }

    /** Returns whether both are of one photo, or of copies of it in different sizes. */
    public boolean isSamePhoto(FaceReference other) {
        return sha256.equals(other.sha256) || similarity(other) >= SAME_PHOTO;
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

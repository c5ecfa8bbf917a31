package dev.framewatch.vision;

/**
 * The embedding of a face.
 *
 * @param vector of unit length
 * @param length of the vector before it was normalised. Networks trained with a margin loss give
 *     short vectors to faces that they cannot make out, so it tells how well a face is seen; the
 *     scale depends on the network
 */
public record FaceEmbedding(float[] vector, float length) {

    /** Normalises a vector in place. */
    static FaceEmbedding ofRaw(float[] vector) {
        double sum = 0;
        for (float v : vector) {
            sum += (double) v * v;
        }
        float scale = (float) (1 / Math.sqrt(Math.max(sum, 1e-20)));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return new FaceEmbedding(vector, (float) Math.sqrt(sum));
    }

    /** Returns the cosine of the angle to another vector of unit length. */
    public double similarity(float[] other) {
        return similarity(vector, other);
    }

    /** Returns the cosine of the angle between vectors of unit length. */
    public static double similarity(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }
}

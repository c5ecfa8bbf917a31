package dev.framewatch.targets;

import dev.framewatch.targets.FaceCheck.Outcome;
import dev.framewatch.vision.FaceEmbedding;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.util.List;

/** Compares faces with the references of a target. */
final class FaceVerifier {
    /** Width in pixels up to which a face is too small, however long its embedding. */
    private static final double TINY = 24;

    /** Width in pixels from which on a face is large enough. */
    private static final double SMALL = 32;

    private final double threshold;
    private final float[] mean;
    private final Gallery references;
    private final Gallery rejected;

    FaceVerifier(Confirmation confirmation) {
        this.threshold = confirmation.threshold();
        this.references = Gallery.of(confirmation.references());
        this.rejected = Gallery.of(confirmation.rejected());
        this.mean = confirmation.mean();
    }

    /** Returns the mean direction of unit vectors. */
    static float[] mean(List<float[]> vectors) {
        float[] sum = new float[vectors.getFirst().length];
        for (float[] vector : vectors) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        double length = Math.sqrt(Math.max(FaceEmbedding.similarity(sum, sum), 1e-12));
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= (float) length;
        }
        return sum;
    }

    /**
     * Returns the conclusion about a face.
     *
     * @param face as the confirming network describes it
     * @throws ArithmeticException if the network returned no numbers
     */
    FaceCheck check(EmbeddedFace face) {
        double similarity = FaceEmbedding.similarity(mean, face.embedding());
        if (Double.isNaN(similarity) || Float.isNaN(face.length())) {
            throw new ArithmeticException("face confirmation: the embedding is not a number");
        }
        double clarity =
                Math.min(
                        share(face.length(), EmbeddingLength.INDISTINCT, EmbeddingLength.DISTINCT),
                        share(face.face().box().width(), TINY, SMALL));
        Closest other = rejected.closest(face.embedding());
        if (Confirmation.isRejected(other.similarity, similarity)) {
            return new FaceCheck(
                    Outcome.REJECTED, similarity, clarity, other.name, other.similarity);
        }
        Closest own = references.closest(face.embedding());
        return new FaceCheck(
                outcome(similarity, clarity), similarity, clarity, own.name, own.similarity);
    }

    /** Returns how far a value is from one limit to the other, 0 to 1. */
    private static double share(double value, double from, double to) {
        return Math.clamp((value - from) / (to - from), 0.0, 1.0);
    }

    private record Closest(String name, double similarity) {}

    /** Faces with their names. */
    private record Gallery(List<String> names, List<float[]> embeddings) {
        static Gallery of(List<FaceReference> faces) {
            return new Gallery(
                    faces.stream().map(FaceReference::name).toList(),
                    faces.stream().map(FaceReference::embedding).toList());
        }

        Closest closest(float[] embedding) {
            Closest closest = new Closest("", -1);
            for (int i = 0; i < embeddings.size(); i++) {
                double one = FaceEmbedding.similarity(embeddings.get(i), embedding);
                if (one > closest.similarity) {
                    closest = new Closest(names.get(i), one);
                }
            }
            return closest;
        }
    }

    private Outcome outcome(double similarity, double clarity) {
        if (clarity > 0 && similarity >= threshold) {
            return Outcome.CONFIRMED;
        }
        return clarity >= 0.5 && similarity < Confirmation.SIMILAR
                ? Outcome.CONTRADICTED
                : Outcome.UNCLEAR;
    }
}

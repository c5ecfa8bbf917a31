package dev.framewatch.learn.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Combines the raw scores of an image's face {@code f} and scene {@code s}: {@code faceWeight * f +
 * sceneWeight * s + bias} with a face, {@code sceneOnlyWeight * s + sceneOnlyBias} without.
 *
 * @param faceWeight weight of the face score, at least 0
 * @param sceneWeight weight of the scene score next to a face; at least 0, so that the pair of the
 *     highest-scoring face and the highest-scoring region has the highest fused score
 * @param bias bias with a face, finite
 * @param sceneOnlyWeight weight of the scene score without a face, at least 0
 * @param sceneOnlyBias bias without a face, finite
 */
public record ScoreFusion(
        double faceWeight,
        double sceneWeight,
        double bias,
        double sceneOnlyWeight,
        double sceneOnlyBias) {
    private static final double C = 1;

    /**
     * Fits the weights by logistic regression.
     *
     * @param faces raw face score of each image, negative infinity if it has no face
     * @param scenes raw scene score of each image, finite
     * @param positive class of each image
     */
    public static ScoreFusion fit(double[] faces, double[] scenes, boolean[] positive) {
        return fit(faces, scenes, positive, new boolean[] {true, true, true});
    }

    /** Removes inputs whose weight would be negative and refits the others. */
    private static ScoreFusion fit(
            double[] faces, double[] scenes, boolean[] positive, boolean[] allowed) {
        List<float[]> rows = new ArrayList<>();
        double[] weights = new double[faces.length];
        for (int i = 0; i < faces.length; i++) {
            boolean hasFace = faces[i] != Double.NEGATIVE_INFINITY;
            rows.add(
                    new float[] {
                        hasFace && allowed[0] ? (float) faces[i] : 0,
                        hasFace && allowed[1] ? (float) scenes[i] : 0,
                        !hasFace && allowed[2] ? (float) scenes[i] : 0,
                        hasFace ? 1 : 0
                    });
            weights[i] = 1;
        }
        LinearModel head = new LogisticRegression(C).fit(rows, positive, weights);
        double[] weight = head.weights();
        boolean[] kept = allowed.clone();
        for (int j = 0; j < kept.length; j++) {
            kept[j] &= weight[j] >= 0;
        }
        return Arrays.equals(kept, allowed)
                ? new ScoreFusion(
                        weight[0], weight[1], weight[3] + head.bias(), weight[2], head.bias())
                : fit(faces, scenes, positive, kept);
    }

    /** Returns the raw score of an image; a face score of negative infinity means no face. */
    public double logit(double faceLogit, double sceneLogit) {
        return faceLogit == Double.NEGATIVE_INFINITY
                ? sceneOnlyWeight * sceneLogit + sceneOnlyBias
                : faceWeight * faceLogit + sceneWeight * sceneLogit + bias;
    }
}

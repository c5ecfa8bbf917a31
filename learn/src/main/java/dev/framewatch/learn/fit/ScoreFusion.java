package dev.framewatch.learn.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * How the raw scores of a picture's faces and of its scene become one: {@code face * f + beside * s
 * + bias} where a face was found, {@code alone * s + aloneBias} where none was.
 *
 * @param faceWeight at least 0
 * @param sceneWeight at least 0, so that the likeliest face with the likeliest region is the
 *     likeliest pair
 * @param bias finite
 * @param sceneOnlyWeight at least 0
 * @param sceneOnlyBias finite
 */
public record ScoreFusion(
        double faceWeight,
        double sceneWeight,
        double bias,
        double sceneOnlyWeight,
        double sceneOnlyBias) {
    private static final double C = 1;

    /**
     * @param faces a raw score for each picture, negative infinity where no face was found
     * @param scenes likewise, always finite
     */
    public static ScoreFusion fit(double[] faces, double[] scenes, boolean[] positive) {
        return fit(faces, scenes, positive, new boolean[] {true, true, true});
    }

    /** Whose weight comes out below 0 has no say, and the others are fitted without it. */
    private static ScoreFusion fit(
            double[] faces, double[] scenes, boolean[] positive, boolean[] allowed) {
        List<float[]> rows = new ArrayList<>();
        double[] weights = new double[faces.length];
        for (int i = 0; i < faces.length; i++) {
            boolean found = faces[i] != Double.NEGATIVE_INFINITY;
            rows.add(
                    new float[] {
                        found && allowed[0] ? (float) faces[i] : 0,
                        found && allowed[1] ? (float) scenes[i] : 0,
                        !found && allowed[2] ? (float) scenes[i] : 0,
                        found ? 1 : 0
                    });
            weights[i] = 1;
        }
        LinearModel head = new LogisticRegression(C).fit(rows, positive, weights);
        double[] w = head.weights();
        boolean[] fit = allowed.clone();
        for (int j = 0; j < fit.length; j++) {
            fit[j] &= w[j] >= 0;
        }
        return java.util.Arrays.equals(fit, allowed)
                ? new ScoreFusion(w[0], w[1], w[3] + head.bias(), w[2], head.bias())
                : fit(faces, scenes, positive, fit);
    }

    /** The raw score of a picture. */
    public double logit(double faceLogit, double sceneLogit) {
        return faceLogit == Double.NEGATIVE_INFINITY
                ? sceneOnlyWeight * sceneLogit + sceneOnlyBias
                : faceWeight * faceLogit + sceneWeight * sceneLogit + bias;
    }
}

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

    /**
     * Validates the fusion of two results for the same examples. Like its inputs, the fusion is
     * evaluated on groups that it was not fitted on; the returned scorer is fitted on all.
     *
     * @param faces with a linear scorer of face embeddings
     * @param scenes with a linear scorer of scene features
     * @param maxFolds maximum number of folds, at least 2
     */
    public static ValidationResult validate(
            List<Example> examples,
            ValidationResult faces,
            ValidationResult scenes,
            int maxFolds,
            long seed) {
        int[] validated = faces.validated();
        List<Example> heldOut = Arrays.stream(validated).mapToObj(examples::get).toList();
        boolean[] positive = Example.labels(examples);
        GroupedFolds folds =
                GroupedFolds.grouped(
                        Example.groups(heldOut), Example.labels(heldOut), maxFolds, seed);
        double[] scene = scenes.logits();
        double[][] fused = new double[examples.size()][];
        Arrays.fill(fused, new double[] {Double.NaN});
        for (int round = 0; round < folds.count(); round++) {
            int[] training = select(validated, folds.trainingIndices(round));
            ScoreFusion fusion = fit(faces, scenes, positive, training);
            for (int i : select(validated, folds.validationIndices(round))) {
                fused[i] = fusion.logits(faces.scores()[i], scene[i]);
            }
        }
        ScoreFusion fusion = fit(faces, scenes, positive, validated);
        return new ValidationResult(
                validated,
                fused,
                new FusedScorer(
                        (LinearModel) faces.scorer(), (LinearModel) scenes.scorer(), fusion));
    }

    private static ScoreFusion fit(
            ValidationResult faces, ValidationResult scenes, boolean[] positive, int[] indices) {
        double[] face = faces.logits();
        double[] scene = scenes.logits();
        return fit(
                Arrays.stream(indices).mapToDouble(i -> face[i]).toArray(),
                Arrays.stream(indices).mapToDouble(i -> scene[i]).toArray(),
                select(positive, indices));
    }

    private static boolean[] select(boolean[] values, int[] indices) {
        boolean[] selected = new boolean[indices.length];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = values[indices[i]];
        }
        return selected;
    }

    private static int[] select(int[] values, int[] indices) {
        return Arrays.stream(indices).map(i -> values[i]).toArray();
    }

    /** Returns the raw score of an image with each of its faces; of the scene if it has none. */
    private double[] logits(double[] faceLogits, double sceneLogit) {
        return faceLogits.length == 0
                ? new double[] {logit(Double.NEGATIVE_INFINITY, sceneLogit)}
                : Arrays.stream(faceLogits).map(face -> logit(face, sceneLogit)).toArray();
    }

    /** Returns the raw score of an image; a face score of negative infinity means no face. */
    public double logit(double faceLogit, double sceneLogit) {
        return faceLogit == Double.NEGATIVE_INFINITY
                ? sceneOnlyWeight * sceneLogit + sceneOnlyBias
                : faceWeight * faceLogit + sceneWeight * sceneLogit + bias;
    }
}

package dev.framewatch.learn.fit;

import dev.framewatch.targets.HeadGraphBuilder;

/**
 * Scores a face together with its surroundings. A vector consists of the face embedding, a face
 * flag (1 with a face, 0 without; the embedding is all zeros then), and the scene features.
 *
 * @param face model of the face embedding
 * @param scene model of the scene features
 * @param fusion combines the two scores
 */
public record FusedScorer(LinearModel face, LinearModel scene, ScoreFusion fusion)
        implements Scorer {

    @Override
    public int dimensions() {
        return face.dimensions() + 1 + scene.dimensions();
    }

    @Override
    public double logit(float[] vector) {
        int faceFlag = face.dimensions();
        double faceLogit = face.bias();
        for (int j = 0; j < faceFlag; j++) {
            faceLogit += face.weights()[j] * vector[j];
        }
        double sceneLogit = scene.bias();
        for (int j = 0; j < scene.dimensions(); j++) {
            sceneLogit += scene.weights()[j] * vector[faceFlag + 1 + j];
        }
        return fusion.logit(
                vector[faceFlag] > 0.5f ? faceLogit : Double.NEGATIVE_INFINITY, sceneLogit);
    }

    /**
     * Computes {@code a(x) + b(x) * scene(x)} with two linear layers {@code a} and {@code b}:
     * {@code b} is the scene weight, chosen by the face flag, and {@code a} adds the face score and
     * the bias.
     */
    @Override
    public byte[] onnx(PlattScaling calibration) {
        int faceFlag = face.dimensions();
        double slope = calibration.slope();
        float[] faceWeights = new float[dimensions()];
        float[] sceneFactor = new float[dimensions()];
        float[] sceneWeights = new float[dimensions()];
        for (int j = 0; j < faceFlag; j++) {
            faceWeights[j] = (float) (slope * fusion.faceWeight() * face.weights()[j]);
        }
        faceWeights[faceFlag] =
                (float)
                        (slope
                                * (fusion.faceWeight() * face.bias()
                                        + fusion.bias()
                                        - fusion.sceneOnlyBias()));
        sceneFactor[faceFlag] = (float) (slope * (fusion.sceneWeight() - fusion.sceneOnlyWeight()));
        for (int j = 0; j < scene.dimensions(); j++) {
            sceneWeights[faceFlag + 1 + j] = (float) scene.weights()[j];
        }
        HeadGraphBuilder graph = new HeadGraphBuilder(dimensions());
        String faceValue =
                layer(graph, faceWeights, slope * fusion.sceneOnlyBias() + calibration.offset());
        String factorValue = layer(graph, sceneFactor, slope * fusion.sceneOnlyWeight());
        String sceneValue = layer(graph, sceneWeights, scene.bias());
        return graph.squash(
                graph.apply("Add", faceValue, graph.apply("Mul", factorValue, sceneValue)));
    }

    private static String layer(HeadGraphBuilder graph, float[] weights, double bias) {
        return graph.gemm(HeadGraphBuilder.FEATURES, weights, new float[] {(float) bias});
    }
}

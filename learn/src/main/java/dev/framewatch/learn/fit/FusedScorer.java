package dev.framewatch.learn.fit;

import dev.framewatch.targets.HeadGraphBuilder;

/**
 * Scores a face together with what is around it. A vector is a face's embedding, 1 where there is a
 * face and 0 where not (its embedding is 0 then), and the features of the scene.
 *
 * @param face of the embedding
 * @param scene of the scene
 */
public record FusedScorer(LinearModel face, LinearModel scene, ScoreFusion fusion)
        implements Scorer {

    @Override
    public int dimensions() {
        return face.dimensions() + 1 + scene.dimensions();
    }

    @Override
    public double logit(float[] vector) {
        int at = face.dimensions();
        double faceLogit = face.bias();
        for (int j = 0; j < at; j++) {
            faceLogit += face.weights()[j] * vector[j];
        }
        double sceneLogit = scene.bias();
        for (int j = 0; j < scene.dimensions(); j++) {
            sceneLogit += scene.weights()[j] * vector[at + 1 + j];
        }
        return fusion.logit(vector[at] > 0.5f ? faceLogit : Double.NEGATIVE_INFINITY, sceneLogit);
    }

    /**
     * A sum of two layers, of which one is weighed by whether there is a face: {@code alone} and
     * {@code beside} are two slopes of one and the same scene score.
     */
    @Override
    public byte[] onnx(PlattScaling calibration) {
        int at = face.dimensions();
        double slope = calibration.slope();
        float[] base = new float[dimensions()];
        float[] weight = new float[dimensions()];
        float[] around = new float[dimensions()];
        for (int j = 0; j < at; j++) {
            base[j] = (float) (slope * fusion.faceWeight() * face.weights()[j]);
        }
        base[at] =
                (float)
                        (slope
                                * (fusion.faceWeight() * face.bias()
                                        + fusion.bias()
                                        - fusion.sceneOnlyBias()));
        weight[at] = (float) (slope * (fusion.sceneWeight() - fusion.sceneOnlyWeight()));
        for (int j = 0; j < scene.dimensions(); j++) {
            around[at + 1 + j] = (float) scene.weights()[j];
        }
        HeadGraphBuilder graph = new HeadGraphBuilder(dimensions());
        String baseValue =
                layer(graph, base, slope * fusion.sceneOnlyBias() + calibration.offset());
        String weightValue = layer(graph, weight, slope * fusion.sceneOnlyWeight());
        String sceneValue = layer(graph, around, scene.bias());
        return graph.squash(
                graph.apply("Add", baseValue, graph.apply("Mul", weightValue, sceneValue)));
    }

    private static String layer(HeadGraphBuilder graph, float[] weights, double bias) {
        return graph.gemm(HeadGraphBuilder.FEATURES, weights, new float[] {(float) bias});
    }
}

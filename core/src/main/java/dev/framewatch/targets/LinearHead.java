package dev.framewatch.targets;

/** Logistic regression as an ONNX graph: features [N, D] to probabilities [N, 1]. */
public final class LinearHead {
    private LinearHead() {}

    /** Returns the graph of {@code sigmoid(weights . x + bias)}; deterministic. */
    public static byte[] onnx(float[] weights, float bias) {
        HeadGraphBuilder graph = new HeadGraphBuilder(weights.length);
        return graph.squash(graph.gemm(HeadGraphBuilder.FEATURES, weights, new float[] {bias}));
    }
}

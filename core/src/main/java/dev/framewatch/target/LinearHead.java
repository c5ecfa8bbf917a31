package dev.framewatch.target;

/** Logistic regression as an ONNX graph: features [N, D] to probabilities [N, 1]. */
public final class LinearHead {
    private LinearHead() {}

    /** The graph of {@code sigmoid(weights . x + bias)}; the same numbers give the same bytes. */
    public static byte[] onnx(float[] weights, float bias) {
        HeadGraph graph = new HeadGraph(weights.length);
        return graph.squash(graph.gemm(HeadGraph.FEATURES, weights, new float[] {bias}));
    }
}

package dev.framewatch.model.graph;

/**
 * A computed value of the ONNX graph. Rank-4 values are NCHW, all others keep TensorFlow's axis
 * order.
 *
 * <p>A clipped value remembers its unclipped source: TensorFlow writes ReLU6 as a chain of Relu,
 * Minimum and Maximum, which becomes a single Clip that ONNX Runtime fuses into the convolution.
 *
 * @param source name of the value before clipping; equal to {@code name} if it is not clipped
 * @param low lower bound of the clipping; -infinity for none
 * @param high upper bound of the clipping; +infinity for none
 */
record OnnxValue(String name, int rank, String source, float low, float high) {
    static OnnxValue of(String name, int rank) {
        return new OnnxValue(name, rank, name, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    }
}

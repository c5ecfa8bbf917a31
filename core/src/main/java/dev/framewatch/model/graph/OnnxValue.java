package dev.framewatch.model.graph;

/**
 * A computed value of the ONNX graph. Of rank 4 it lies in NCHW order, otherwise in TensorFlow's.
 *
 * <p>A clipped value remembers what it was clipped from: TensorFlow writes ReLU6 as a chain of
 * Relu, Minimum and Maximum, which becomes one Clip that ONNX Runtime folds into the convolution.
 *
 * @param source name of the value before clipping; its own name if it was not
 */
record OnnxValue(String name, int rank, String source, float low, float high) {
    static OnnxValue of(String name, int rank) {
        return new OnnxValue(name, rank, name, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    }
}

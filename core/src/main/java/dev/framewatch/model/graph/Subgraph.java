package dev.framewatch.model.graph;

import java.util.List;

/**
 * The part of a graph to convert: from one node, whose value the caller supplies, to the output
 * nodes. Everything else is dropped.
 *
 * @param input the node that becomes the ONNX model's only input, named {@code input}
 * @param shape the input's shape in TensorFlow's axis order (images are NHWC); {@link #ANY} for a
 *     dynamic axis
 * @param outputs the outputs, in the order of the ONNX model's outputs
 */
public record Subgraph(String input, List<Integer> shape, List<Output> outputs) {
    /** Length of a dynamic axis. */
    public static final int ANY = -1;

    public Subgraph {
        shape = List.copyOf(shape);
        outputs = List.copyOf(outputs);
        if (shape.isEmpty() || shape.stream().anyMatch(axis -> axis != ANY && axis < 1)) {
            throw new IllegalArgumentException("invalid input shape " + shape);
        }
        if (outputs.isEmpty()
                || outputs.stream().map(Output::name).distinct().count() != outputs.size()) {
            throw new IllegalArgumentException("a subgraph needs outputs with distinct names");
        }
    }

    /**
     * An output of the subgraph.
     *
     * @param node name of the node in the TensorFlow graph
     * @param name name of the output in the ONNX model
     * @param pooling pooling that reduces a feature map [N,C,H,W] to [N,C] or [N,R,C], if any
     */
    public record Output(String node, String name, Pooling pooling) {
        public static Output of(String node, String name) {
            return new Output(node, name, Pooling.NONE);
        }
    }

    /** Spatial pooling of an output feature map. */
    public enum Pooling {
        NONE,
        AVERAGE,
        MAX,
        /**
         * Max pooling over windows of {@value #WINDOW_SIZE} x {@value #WINDOW_SIZE} cells with a
         * stride of {@value #WINDOW_STRIDE} cells, in row-major order: [N,R,C].
         */
        WINDOWS
    }

    /** Height and width of a window, in cells of the feature map. */
    public static final int WINDOW_SIZE = 4;

    /** Stride of the windows, in cells of the feature map. */
    public static final int WINDOW_STRIDE = 2;
}

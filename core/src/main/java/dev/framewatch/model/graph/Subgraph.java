package dev.framewatch.model.graph;

import java.util.List;

/**
 * The part of a graph that is wanted: from one node, whose value the caller supplies, to the nodes
 * whose values are read. What lies outside is left out.
 *
 * @param input the node that is replaced by the ONNX model's only input, which is called {@code
 *     input}
 * @param shape the input's shape in TensorFlow's layout (pictures NHWC); {@link #ANY} leaves an
 *     axis open
 * @param outputs what is read, in the order of the ONNX model's outputs
 */
public record Subgraph(String input, List<Integer> shape, List<Output> outputs) {
    /** An axis of any length. */
    public static final int ANY = -1;

    public Subgraph {
        shape = List.copyOf(shape);
        outputs = List.copyOf(outputs);
        if (shape.isEmpty() || shape.stream().anyMatch(axis -> axis != ANY && axis < 1)) {
            throw new IllegalArgumentException("no input has the shape " + shape);
        }
        if (outputs.isEmpty()
                || outputs.stream().map(Output::name).distinct().count() != outputs.size()) {
            throw new IllegalArgumentException("a cut needs outputs of different names");
        }
    }

    /**
     * One value that is read.
     *
     * @param node the node in the TensorFlow graph
     * @param name its name in the ONNX model
     * @param pooling how a feature map [N,C,H,W] becomes [N,C] or [N,R,C], if at all
     */
    public record Output(String node, String name, Pooling pooling) {
        public static Output of(String node, String name) {
            return new Output(node, name, Pooling.NONE);
        }
    }

    /** What is done over height and width before a feature map is read. */
    public enum Pooling {
        NONE,
        AVERAGE,
        MAX,
        /**
         * The maximum of each window of {@value #WINDOW} x {@value #WINDOW} cells, one beginning
         * every {@value #STEP} cells, row by row: [N,R,C].
         */
        WINDOWS
    }

    /** Height and width of a window, in cells of the feature map. */
    public static final int WINDOW = 4;

    /** How far a window begins from the one before, in cells. */
    public static final int STEP = 2;
}

package dev.framewatch.targets;

import dev.framewatch.model.graph.OnnxGraph;
import dev.framewatch.model.graph.Subgraph;
import dev.framewatch.model.onnx.AttributeProto;
import java.util.List;

/**
 * Builds the ONNX graph of a head: features [N, D] to probabilities [N, 1]. The output is
 * deterministic.
 */
public final class HeadGraphBuilder {
    /** The name of the graph's input. */
    public static final String FEATURES = "features";

    private static final String SCORE = "score";

    private final OnnxGraph graph = new OnnxGraph();
    private int named;

    /**
     * @param dimensions D, the length of a feature vector
     */
    public HeadGraphBuilder(int dimensions) {
        graph.input(FEATURES, List.of(Subgraph.ANY, dimensions), List.of("N", ""));
    }

    /**
     * Adds a layer {@code input * weights + bias}.
     *
     * @param weights row-major, [inputs, outputs]
     * @param bias one number per output
     * @return the name of its value, [N, outputs]
     */
    public String gemm(String input, float[] weights, float[] bias) {
        int[] matrix = {weights.length / bias.length, bias.length};
        return apply(
                "Gemm",
                input,
                graph.floats(name("weights"), matrix, weights),
                graph.floats(name("bias"), new int[] {bias.length}, bias));
    }

    /** Adds a constant, [1]. */
    public String constant(float number) {
        return graph.floats(name("constant"), new int[] {1}, new float[] {number});
    }

    /**
     * Adds an operation without attributes.
     *
     * @return the name of its value
     */
    public String apply(String operation, String... inputs) {
        return add(operation, List.of(inputs));
    }

    /** Adds a reduction of each row to one number, [N, 1]. */
    public String reduce(String operation, String input) {
        return add(operation, List.of(input), OnnxGraph.intsAttribute("axes", 1));
    }

    private String add(String operation, List<String> inputs, AttributeProto... attributes) {
        return graph.add(operation, inputs, name("value"), attributes);
    }

    private String name(String what) {
        return what + "_" + named++;
    }

    /** Returns the finished file, whose output is the sigmoid of a value [N, 1]. */
    public byte[] squash(String logit) {
        graph.add("Sigmoid", List.of(logit), SCORE);
        graph.output(SCORE, List.of(Subgraph.ANY, 1));
        return graph.build().toByteArray();
    }
}

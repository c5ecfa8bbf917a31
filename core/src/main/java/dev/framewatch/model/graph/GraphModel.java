package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A TensorFlow.js graph model in memory: operations and dequantised weights, both by name. */
public final class GraphModel {
    private final String source;
    private final Map<String, GraphNode> nodes;
    private final Map<String, Weight> weights;

    GraphModel(String source, Map<String, GraphNode> nodes, Map<String, Weight> weights) {
        this.source = source;
        this.nodes = nodes;
        this.weights = weights;
    }

    /**
     * Reads a model from {@code model.json} (or a script of the kind bundlers make of it, {@code
     * *.js}) and the weight shards beside it. Everything in these files is checked before memory is
     * taken for it.
     *
     * @throws ModelException when the model is malformed, naming the field
     * @throws IOException when a file cannot be read
     */
    public static GraphModel read(Path modelFile) throws IOException {
        return GraphModelReader.read(modelFile);
    }

    /** What errors call it: the file's name. */
    String source() {
        return source;
    }

    GraphNode node(String name) throws ModelException {
        GraphNode node = nodes.get(name);
        if (node == null) {
            throw new ModelException(
                    "the graph has no node '"
                            + name
                            + "'"
                            + (name.contains(":") ? " (only first outputs can be read)" : ""));
        }
        return node;
    }

    /** The constant a node stands for, seen through Identity nodes; null if it is computed. */
    @Nullable Weight constant(String name) throws ModelException {
        GraphNode node = node(name);
        for (int hops = 0; node.op().equals("Identity") && !node.inputs().isEmpty(); hops++) {
            if (hops > nodes.size()) {
                throw node.error("runs in a circle");
            }
            node = node(node.inputs().getFirst());
        }
        if (!node.op().equals("Const")) {
            return null;
        }
        Weight weight = weights.get(node.name());
        if (weight == null) {
            throw node.error("the weights manifest has no weight of this name");
        }
        return weight;
    }
}

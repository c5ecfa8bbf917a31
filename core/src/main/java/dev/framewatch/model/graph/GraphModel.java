package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A TensorFlow graph model in memory: nodes and dequantised weights, both by name. */
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
     * Reads a model: a TensorFlow Lite file ({@code *.tflite}), or {@code model.json} (or a bundled
     * script, {@code *.min.js}) and the weight shards next to it. The files are untrusted: sizes
     * and shapes are validated before memory is allocated for them.
     *
     * @throws ModelException if the model is malformed; the message names the field
     * @throws IOException if a file cannot be read
     */
    public static GraphModel read(Path modelFile) throws IOException {
        return modelFile.toString().endsWith(".tflite")
                ? TfLiteReader.read(modelFile)
                : GraphModelReader.read(modelFile);
    }

    /** Returns the file's name, for error messages. */
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
                            + (name.contains(":")
                                    ? " (only the first output of a node is supported)"
                                    : ""));
        }
        return node;
    }

    /**
     * Returns the constant that a node stands for, looking through Identity nodes, or null if the
     * node is computed.
     */
    @Nullable Weight constant(String name) throws ModelException {
        GraphNode node = node(name);
        for (int hops = 0; node.op().equals("Identity") && !node.inputs().isEmpty(); hops++) {
            if (hops > nodes.size()) {
                throw node.error("is part of a cycle");
            }
            node = node(node.inputs().getFirst());
        }
        if (!node.op().equals("Const")) {
            return null;
        }
        Weight weight = weights.get(node.name());
        if (weight == null) {
            throw node.error("the weights manifest has no weight with this name");
        }
        return weight;
    }
}

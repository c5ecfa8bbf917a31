package dev.framewatch.learn.keras;

import java.util.List;

/**
 * A network as a flat list of layers in topological order; nested models are inlined.
 *
 * @param source the file it was read from, for error messages
 * @param nodes the layers; the first is the input, the last one produces the output
 */
record KerasNetwork(String source, List<LayerNode> nodes) {
    KerasNetwork {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty() || !(nodes.getFirst().layer() instanceof KerasLayer.Input)) {
            throw new IllegalArgumentException("the first layer of a network must be its input");
        }
    }

    /**
     * A layer and its connections.
     *
     * @param name unique name of the layer's value
     * @param inputs names of the values it reads
     */
    record LayerNode(String name, KerasLayer layer, List<String> inputs) {
        LayerNode {
            inputs = List.copyOf(inputs);
        }
    }

    /** Returns the shape of the input. */
    TensorShape input() {
        return ((KerasLayer.Input) nodes.getFirst().layer()).shape();
    }
}

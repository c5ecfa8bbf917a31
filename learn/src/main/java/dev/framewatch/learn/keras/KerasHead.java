package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.learn.keras.KerasNetwork.LayerNode;
import dev.framewatch.model.graph.OnnxGraph;
import dev.framewatch.model.graph.Subgraph;
import java.util.List;
import java.util.Locale;

/** The classifier of a model: dense layers that map a feature vector to class probabilities. */
public final class KerasHead {
    private static final String FEATURES = "features";
    private static final String SCORE = "score";

    private final String source;
    private final List<LayerNode> nodes;
    private final int dimensions;
    private final int outputs;

    /**
     * Creates a head.
     *
     * @param features shape of its input; a feature map must be flattened first, in Keras' order
     * @param nodes the layers, each reading the one before
     * @throws ModelException if they are not a chain of dense layers that ends in probabilities
     */
    KerasHead(String source, TensorShape features, List<LayerNode> nodes) throws ModelException {
        this.source = source;
        this.dimensions = features.size();
        this.nodes = withoutFlatten(source, features, nodes);
        this.outputs = translate().value().shape().size();
        KerasActivation last = lastActivation();
        boolean probabilities =
                last == KerasActivation.SIGMOID || (last == KerasActivation.SOFTMAX && outputs > 1);
        if (!probabilities) {
            throw new ModelException(
                    "%s: its last layer does not output probabilities: softmax or sigmoid is required, not %s"
                            .formatted(source, last.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Returns the number of input features. */
    public int dimensions() {
        return dimensions;
    }

    /** Returns the number of classes; a single sigmoid distinguishes two. */
    public int classes() {
        return Math.max(2, outputs);
    }

    /**
     * Returns the head as an ONNX model, [N,D] to [N,1].
     *
     * @param positive index of the class whose probability is the output, from 0
     * @throws IllegalArgumentException if there is no such class
     */
    public byte[] onnx(int positive) throws ModelException {
        if (positive < 0 || positive >= classes()) {
            throw new IllegalArgumentException("no class with index " + positive);
        }
        Translation translation = translate();
        OnnxGraph onnx = translation.graph().onnx;
        String value = translation.value().onnx();
        if (outputs > 1) {
            float[] selector = new float[outputs];
            selector[positive] = 1;
            String selectorName = onnx.floats("positive", new int[] {outputs, 1}, selector);
            onnx.add("MatMul", List.of(value, selectorName), SCORE);
        } else if (positive == 1) {
            onnx.add("Identity", List.of(value), SCORE);
        } else {
            String one = onnx.floats("one", new int[] {1}, new float[] {1});
            onnx.add("Sub", List.of(one, value), SCORE);
        }
        onnx.output(SCORE, List.of(Subgraph.ANY, 1));
        return onnx.build().toByteArray();
    }

    private record Translation(KerasToOnnx graph, KerasToOnnx.Value value) {}

    private Translation translate() throws ModelException {
        KerasToOnnx graph = new KerasToOnnx(source);
        KerasToOnnx.Value value = graph.features(FEATURES, dimensions);
        for (LayerNode node : nodes) {
            value = graph.add(node, List.of(value));
        }
        return new Translation(graph, value);
    }

    /** Returns the layers without a leading Flatten, because features are already flat. */
    private static List<LayerNode> withoutFlatten(
            String source, TensorShape features, List<LayerNode> nodes) throws ModelException {
        int first = 0;
        if (features instanceof TensorShape.FeatureMap) {
            while (first < nodes.size()
                    && nodes.get(first).layer() instanceof KerasLayer.Identity) {
                first++;
            }
            if (first == nodes.size()
                    || !(nodes.get(first).layer() instanceof KerasLayer.Flatten)) {
                throw new ModelException(
                        "%s: reads features %s but does not begin with Flatten"
                                .formatted(source, features));
            }
        }
        for (LayerNode node : nodes) {
            requireSupported(source, node);
        }
        return List.copyOf(nodes.subList(first, nodes.size()));
    }

    private static void requireSupported(String source, LayerNode node) throws ModelException {
        boolean supported =
                switch (node.layer()) {
                    case KerasLayer.Dense dense -> dense.activation() != KerasActivation.RELU6;
                    case KerasLayer.ActivationLayer activate ->
                            activate.activation() != KerasActivation.RELU6;
                    case KerasLayer.Flatten _,
                            KerasLayer.Identity _,
                            KerasLayer.BatchNormalization _ ->
                            true;
                    case KerasLayer.Input _,
                            KerasLayer.Convolution _,
                            KerasLayer.DepthwiseConvolution _,
                            KerasLayer.MaxPooling _,
                            KerasLayer.GlobalAveragePooling _,
                            KerasLayer.ZeroPadding _,
                            KerasLayer.Add _ ->
                            false;
                };
        if (!supported || node.inputs().size() != 1) {
            throw new ModelException(
                    ("%s: layer '%s' is unsupported in a head: only a chain of Dense, Flatten,"
                         + " Dropout, BatchNormalization and activations other than relu6 is"
                         + " allowed")
                            .formatted(source, node.name()));
        }
    }

    private KerasActivation lastActivation() {
        for (LayerNode node : nodes.reversed()) {
            switch (node.layer()) {
                case KerasLayer.Dense dense -> {
                    return dense.activation();
                }
                case KerasLayer.ActivationLayer activate -> {
                    return activate.activation();
                }
                default -> {}
            }
        }
        return KerasActivation.LINEAR;
    }
}

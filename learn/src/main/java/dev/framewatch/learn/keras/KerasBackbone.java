package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.learn.keras.KerasNetwork.LayerNode;
import dev.framewatch.model.Preprocessing;
import dev.framewatch.model.graph.Subgraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The feature extractor of a model: maps images [N,H,W,3] to feature vectors [N,D].
 *
 * @param onnx the ONNX model
 * @param dimensions number of features, D
 * @param preprocessing preprocessing that it expects
 */
public record KerasBackbone(byte[] onnx, int dimensions, Preprocessing preprocessing) {
    // part of the model's SHA-256
    private static final String IMAGE = "picture";
    private static final String FEATURES = "features";

    /**
     * A network split at its first vector.
     *
     * @param backbone the network up to the vector
     * @param rest the layers after it
     */
    record Split(KerasBackbone backbone, List<LayerNode> rest) {
        Split {
            rest = List.copyOf(rest);
        }
    }

    /**
     * Splits a network at the layer that turns feature maps into a vector.
     *
     * @throws ModelException if its input is not a colour image, it produces no vector, or a later
     *     layer reads anything but the layer before it
     */
    static Split split(KerasNetwork network, Preprocessing preprocessing) throws ModelException {
        KerasToOnnx graph = new KerasToOnnx(network.source());
        LayerNode first = network.nodes().getFirst();
        if (!(network.input() instanceof TensorShape.FeatureMap image) || image.channels() != 3) {
            throw new ModelException(
                    "%s: its input %s is not a colour image"
                            .formatted(network.source(), network.input()));
        }
        Map<String, KerasToOnnx.Value> values = new HashMap<>();
        values.put(first.name(), graph.image(IMAGE, image));
        for (int i = 1; i < network.nodes().size(); i++) {
            LayerNode node = network.nodes().get(i);
            List<KerasToOnnx.Value> inputs =
                    node.inputs().stream()
                            .map(input -> Objects.requireNonNull(values.get(input), input))
                            .toList();
            KerasToOnnx.Value value = graph.add(node, inputs);
            values.put(node.name(), value);
            if (value.shape() instanceof TensorShape.Vector vector) {
                graph.onnx.add("Identity", List.of(value.onnx()), FEATURES);
                graph.onnx.output(FEATURES, List.of(Subgraph.ANY, vector.size()));
                byte[] onnx = graph.onnx.build().toByteArray();
                List<LayerNode> rest = network.nodes().subList(i + 1, network.nodes().size());
                requireChain(network.source(), node.name(), rest);
                return new Split(new KerasBackbone(onnx, vector.size(), preprocessing), rest);
            }
        }
        throw new ModelException(
                network.source()
                        + ": no layer reduces the image to a vector (GlobalAveragePooling2D or"
                        + " Flatten)");
    }

    private static void requireChain(String source, String start, List<LayerNode> rest)
            throws ModelException {
        String previous = start;
        for (LayerNode node : rest) {
            if (!node.inputs().equals(List.of(previous))) {
                throw new ModelException(
                        "%s: layer '%s' does not read the preceding layer '%s'"
                                .formatted(source, node.name(), previous));
            }
            previous = node.name();
        }
    }
}

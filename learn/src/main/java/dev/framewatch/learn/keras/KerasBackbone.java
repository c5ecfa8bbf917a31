package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.learn.keras.KerasNetwork.Step;
import dev.framewatch.model.Preprocessing;
import dev.framewatch.model.graph.Subgraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The part of a model that describes a picture: [N,H,W,3] to one row of features [N,D].
 *
 * @param onnx the graph
 * @param dimensions how many features it gives
 * @param preprocessing what it wants to see
 */
public record KerasBackbone(byte[] onnx, int dimensions, Preprocessing preprocessing) {
    private static final String PICTURE = "picture";
    private static final String FEATURES = "features";

    /**
     * A network up to its first vector, and what follows from there.
     *
     * @param backbone the network up to there
     * @param rest layers behind it
     */
    record Split(KerasBackbone backbone, List<Step> rest) {
        Split {
            rest = List.copyOf(rest);
        }
    }

    /**
     * Cuts a network where its feature maps become a vector.
     *
     * @throws ModelException when its input is no picture in colour, no vector is made of it, or
     *     what follows looks past that vector
     */
    static Split split(KerasNetwork network, Preprocessing preprocessing) throws ModelException {
        KerasToOnnx graph = new KerasToOnnx(network.source());
        Step first = network.steps().getFirst();
        if (!(network.input() instanceof TensorShape.FeatureMap picture)
                || picture.channels() != 3) {
            throw new ModelException(
                    "%s: its input %s is not a picture in colour"
                            .formatted(network.source(), network.input()));
        }
        Map<String, KerasToOnnx.Value> values = new HashMap<>();
        values.put(first.name(), graph.picture(PICTURE, picture));
        for (int i = 1; i < network.steps().size(); i++) {
            Step step = network.steps().get(i);
            List<KerasToOnnx.Value> read =
                    step.inputs().stream()
                            .map(input -> Objects.requireNonNull(values.get(input), input))
                            .toList();
            KerasToOnnx.Value value = graph.add(step, read);
            values.put(step.name(), value);
            if (value.extent() instanceof TensorShape.Vector vector) {
                graph.onnx.add("Identity", List.of(value.onnx()), FEATURES);
                graph.onnx.output(FEATURES, List.of(Subgraph.ANY, vector.size()));
                byte[] onnx = graph.onnx.build().toByteArray();
                List<Step> rest = network.steps().subList(i + 1, network.steps().size());
                requireChain(network.source(), step.name(), rest);
                return new Split(new KerasBackbone(onnx, vector.size(), preprocessing), rest);
            }
        }
        throw new ModelException(
                network.source()
                        + ": it never makes one row of numbers of a picture (GlobalAveragePooling2D"
                        + " or Flatten)");
    }

    private static void requireChain(String source, String start, List<Step> rest)
            throws ModelException {
        String previous = start;
        for (Step step : rest) {
            if (!step.inputs().equals(List.of(previous))) {
                throw new ModelException(
                        "%s: layer '%s' does not read the layer before it, '%s'"
                                .formatted(source, step.name(), previous));
            }
            previous = step.name();
        }
    }
}

package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.learn.keras.KerasNetwork.LayerNode;
import dev.framewatch.model.graph.JsonField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the model configuration written by Keras and TensorFlow.js ({@code class_name} and {@code
 * config}), with a single input and a single output. Nested models are inlined.
 */
final class KerasNetworkReader {
    private static final int MAX_LAYERS = 2_000;
    private static final int MAX_DEPTH = 8;

    private final KerasLayerReader layers;
    private final List<LayerNode> nodes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int layerCount;

    private KerasNetworkReader(WeightSource weights) {
        this.layers = new KerasLayerReader(weights);
    }

    /**
     * Reads a network.
     *
     * @param source the file's name, for error messages
     * @throws ModelException if a field is invalid or unsupported; the message names the field
     */
    static KerasNetwork read(String source, JsonField model, WeightSource weights)
            throws ModelException {
        KerasNetworkReader reader = new KerasNetworkReader(weights);
        reader.addModel(model, "", null, 0);
        return new KerasNetwork(source, reader.nodes);
    }

    /** Returns whether a model contains nested models. */
    static boolean hasNestedModels(JsonField model) throws ModelException {
        for (JsonField entry : entries(model)) {
            if (isModel(entry)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the layers; early versions of Keras write them directly as {@code config}. */
    private static List<JsonField> entries(JsonField model) throws ModelException {
        JsonField config = model.get("config");
        return config.json().isArray() ? config.items() : config.get("layers").items();
    }

    private static boolean isModel(JsonField entry) throws ModelException {
        return switch (entry.get("class_name").text()) {
            case "Sequential", "Functional", "Model" -> true;
            default -> false;
        };
    }

    /** Adds the layers of a model and returns the name of its output value. */
    private String addModel(JsonField model, String prefix, @Nullable String input, int depth)
            throws ModelException {
        if (depth > MAX_DEPTH) {
            throw new ModelException(model.path() + " is nested too deeply");
        }
        return switch (model.get("class_name").text()) {
            case "Sequential" -> addSequential(model, prefix, input, depth);
            case "Functional", "Model" -> addFunctional(model, prefix, input, depth);
            case String other ->
                    throw new ModelException(
                            "%s.class_name is '%s', not a Sequential or Functional model"
                                    .formatted(model.path(), other));
        };
    }

    private String addSequential(JsonField model, String prefix, @Nullable String input, int depth)
            throws ModelException {
        String value = input;
        for (JsonField entry : entries(model)) {
            countLayer(entry);
            String name = prefix + nameOf(entry);
            if (isModel(entry)) {
                value = addModel(entry, name + "/", value, depth + 1);
            } else if (entry.get("class_name").text().equals("InputLayer")) {
                value = value == null ? addInput(entry, name) : value;
            } else {
                String from = value == null ? addInput(entry, name + "/input") : value;
                value = add(entry, name, List.of(from));
            }
        }
        if (value == null) {
            throw new ModelException(model.path() + ".config has no layers");
        }
        return value;
    }

    private String addFunctional(JsonField model, String prefix, @Nullable String input, int depth)
            throws ModelException {
        JsonField config = model.get("config");
        List<JsonField> pending = new ArrayList<>(entries(model));
        Map<String, String> values = new HashMap<>();
        while (!pending.isEmpty()) {
            int before = pending.size();
            for (JsonField entry : List.copyOf(pending)) {
                List<String> inputNames = InboundNodes.names(entry);
                if (values.keySet().containsAll(inputNames)) {
                    List<String> inputs = inputNames.stream().map(values::get).toList();
                    values.put(
                            InboundNodes.name(entry),
                            addEntry(entry, prefix, input, inputs, depth));
                    pending.remove(entry);
                }
            }
            if (pending.size() == before) {
                throw new ModelException(
                        pending.getFirst().path()
                                + " reads a missing layer, or the model contains a cycle");
            }
        }
        String output = InboundNodes.output(config);
        String value = values.get(output);
        if (value == null) {
            throw new ModelException(
                    config.path() + ".output_layers names '" + output + "', which does not exist");
        }
        return value;
    }

    private String addEntry(
            JsonField entry, String prefix, @Nullable String input, List<String> inputs, int depth)
            throws ModelException {
        countLayer(entry);
        String name = prefix + InboundNodes.name(entry);
        if (entry.get("class_name").text().equals("InputLayer")) {
            return input == null ? addInput(entry, name) : input;
        }
        if (inputs.isEmpty()) {
            throw new ModelException(entry.path() + ".inbound_nodes is empty");
        }
        if (isModel(entry)) {
            return addModel(entry, name + "/", onlyInput(entry, inputs), depth + 1);
        }
        return add(entry, name, inputs);
    }

    private String addInput(JsonField entry, String name) throws ModelException {
        if (!nodes.isEmpty()) {
            throw new ModelException(entry.path() + " is a second input; only one is supported");
        }
        return add(
                new LayerNode(name, new KerasLayer.Input(layers.inputShape(entry)), List.of()),
                entry);
    }

    private String add(JsonField entry, String name, List<String> inputs) throws ModelException {
        KerasLayer layer = layers.read(entry);
        if (!(layer instanceof KerasLayer.Add)) {
            onlyInput(entry, inputs);
        }
        return add(new LayerNode(name, layer, inputs), entry);
    }

    private String add(LayerNode node, JsonField entry) throws ModelException {
        if (!names.add(node.name())) {
            throw new ModelException(entry.path() + ": '" + node.name() + "' occurs twice");
        }
        nodes.add(node);
        return node.name();
    }

    private void countLayer(JsonField entry) throws ModelException {
        if (++layerCount > MAX_LAYERS) {
            throw new ModelException(
                    entry.path() + " exceeds the limit of " + MAX_LAYERS + " layers");
        }
    }

    private static String onlyInput(JsonField entry, List<String> inputs) throws ModelException {
        if (inputs.size() != 1) {
            throw new ModelException(
                    entry.path() + " has " + inputs.size() + " inputs instead of one");
        }
        return inputs.getFirst();
    }

    private static String nameOf(JsonField entry) throws ModelException {
        return entry.get("config").has("name")
                ? entry.get("config").get("name").text()
                : entry.get("name").text();
    }
}

package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.learn.keras.KerasNetwork.Step;
import dev.framewatch.model.graph.JsonField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration that Keras and TensorFlow.js write for a model ({@code class_name} and
 * {@code config}), with one input and one output. Models within the model become part of it.
 */
final class KerasNetworkReader {
    private static final int MAX_LAYERS = 2_000;
    private static final int DEEPEST = 8;

    private final KerasLayerReader layers;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int visited;

    private KerasNetworkReader(WeightSource weights) {
        this.layers = new KerasLayerReader(weights);
    }

    /**
     * @param source the file's name, for errors
     * @throws ModelException naming the field that is not understood
     */
    static KerasNetwork read(String source, JsonField model, WeightSource weights)
            throws ModelException {
        KerasNetworkReader reader = new KerasNetworkReader(weights);
        reader.model(model, "", null, 0);
        return new KerasNetwork(source, reader.steps);
    }

    /** Whether some of the layers are models themselves. */
    static boolean holdsModels(JsonField model) throws ModelException {
        for (JsonField entry : entries(model)) {
            if (isModel(entry)) {
                return true;
            }
        }
        return false;
    }

    /** The layers; early versions write them as the whole configuration. */
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

    /** Adds a model's layers; answers the name of its value. */
    private String model(JsonField model, String prefix, @Nullable String input, int depth)
            throws ModelException {
        if (depth > DEEPEST) {
            throw new ModelException(model.where() + " lies in too many models");
        }
        return switch (model.get("class_name").text()) {
            case "Sequential" -> sequential(model, prefix, input, depth);
            case "Functional", "Model" -> functional(model, prefix, input, depth);
            case String other ->
                    throw new ModelException(
                            "%s.class_name is '%s', not a Sequential or Functional model"
                                    .formatted(model.where(), other));
        };
    }

    private String sequential(JsonField model, String prefix, @Nullable String input, int depth)
            throws ModelException {
        String value = input;
        for (JsonField entry : entries(model)) {
            count(entry);
            String name = prefix + nameOf(entry);
            if (isModel(entry)) {
                value = model(entry, name + "/", value, depth + 1);
            } else if (entry.get("class_name").text().equals("InputLayer")) {
                value = value == null ? input(entry, name) : value;
            } else {
                String from = value == null ? input(entry, name + "/input") : value;
                value = add(entry, name, List.of(from));
            }
        }
        if (value == null) {
            throw new ModelException(model.where() + ".config has no layers");
        }
        return value;
    }

    private String functional(JsonField model, String prefix, @Nullable String input, int depth)
            throws ModelException {
        JsonField config = model.get("config");
        List<JsonField> open = new ArrayList<>(entries(model));
        Map<String, String> values = new HashMap<>();
        while (!open.isEmpty()) {
            int before = open.size();
            for (JsonField entry : List.copyOf(open)) {
                List<String> read = InboundNodes.names(entry);
                if (values.keySet().containsAll(read)) {
                    List<String> from = read.stream().map(values::get).toList();
                    values.put(InboundNodes.name(entry), place(entry, prefix, input, from, depth));
                    open.remove(entry);
                }
            }
            if (open.size() == before) {
                throw new ModelException(
                        open.getFirst().where()
                                + " reads a layer that is not there, or the model runs in a"
                                + " circle");
            }
        }
        String output = InboundNodes.output(config);
        String value = values.get(output);
        if (value == null) {
            throw new ModelException(
                    config.where() + ".output_layers names '" + output + "', which is not there");
        }
        return value;
    }

    private String place(
            JsonField entry, String prefix, @Nullable String input, List<String> from, int depth)
            throws ModelException {
        count(entry);
        String name = prefix + InboundNodes.name(entry);
        if (entry.get("class_name").text().equals("InputLayer")) {
            return input == null ? input(entry, name) : input;
        }
        if (from.isEmpty()) {
            throw new ModelException(entry.where() + ".inbound_nodes is empty");
        }
        if (isModel(entry)) {
            return model(entry, name + "/", one(entry, from), depth + 1);
        }
        return add(entry, name, from);
    }

    private String input(JsonField entry, String name) throws ModelException {
        if (!steps.isEmpty()) {
            throw new ModelException(entry.where() + " is a second input; one is supported");
        }
        return add(new Step(name, new KerasLayer.Input(layers.extent(entry)), List.of()), entry);
    }

    private String add(JsonField entry, String name, List<String> from) throws ModelException {
        KerasLayer layer = layers.read(entry);
        if (!(layer instanceof KerasLayer.Add)) {
            one(entry, from);
        }
        return add(new Step(name, layer, from), entry);
    }

    private String add(Step step, JsonField entry) throws ModelException {
        if (!names.add(step.name())) {
            throw new ModelException(entry.where() + ": '" + step.name() + "' occurs twice");
        }
        steps.add(step);
        return step.name();
    }

    private void count(JsonField entry) throws ModelException {
        if (++visited > MAX_LAYERS) {
            throw new ModelException(entry.where() + " is one of more than 2000 layers");
        }
    }

    private static String one(JsonField entry, List<String> from) throws ModelException {
        if (from.size() != 1) {
            throw new ModelException(entry.where() + " reads " + from.size() + " layers, not one");
        }
        return from.getFirst();
    }

    private static String nameOf(JsonField entry) throws ModelException {
        return entry.get("config").has("name")
                ? entry.get("config").get("name").text()
                : entry.get("name").text();
    }
}

package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.model.graph.JsonField;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections between the layers of a functional model: a layer is identified by {@code name}, and
 * its {@code inbound_nodes} contain a single call, a list of {@code [layer, 0, 0, {}]}.
 */
final class InboundNodes {
    private InboundNodes() {}

    static String name(JsonField entry) throws ModelException {
        return entry.get("name").text();
    }

    /** Returns the names of the layers that this layer takes as input. */
    static List<String> names(JsonField entry) throws ModelException {
        if (!entry.has("inbound_nodes")) {
            return List.of();
        }
        List<JsonField> calls = entry.get("inbound_nodes").items();
        if (calls.size() > 1) {
            throw new ModelException(
                    entry.get("inbound_nodes").path()
                            + ": the layer is used more than once, which is unsupported");
        }
        List<String> names = new ArrayList<>();
        for (JsonField call : calls) {
            if (call.json().isObject()) {
                throw new ModelException(
                        call.path()
                                + " is in Keras 3 format, which is unsupported for functional"
                                + " models; save the model with Keras 2 (tf_keras)");
            }
            List<JsonField> tensors = call.items();
            boolean single = !tensors.isEmpty() && tensors.getFirst().json().isString();
            for (JsonField tensor : single ? List.of(call) : tensors) {
                names.add(tensor(tensor));
            }
        }
        return names;
    }

    /** Returns the name of the model's only output layer. */
    static String output(JsonField config) throws ModelException {
        JsonField outputs = config.get("output_layers");
        List<JsonField> items = outputs.items();
        if (!items.isEmpty() && items.getFirst().json().isString()) {
            return tensor(outputs);
        }
        if (items.size() != 1) {
            throw new ModelException(
                    outputs.path() + " lists " + items.size() + " layers instead of one");
        }
        return tensor(items.getFirst());
    }

    private static String tensor(JsonField tensor) throws ModelException {
        List<JsonField> parts = tensor.items();
        boolean supported =
                parts.size() >= 3
                        && parts.get(1).intValue() == 0
                        && parts.get(2).intValue() == 0
                        && parts.stream().skip(3).allMatch(InboundNodes::isIgnorable);
        if (!supported) {
            throw new ModelException(tensor.path() + " is not a layer's first and only output");
        }
        return parts.getFirst().text();
    }

    /**
     * Returns whether the call arguments can be ignored: only {@code training}, which has no effect
     * on inference.
     */
    private static boolean isIgnorable(JsonField arguments) {
        return arguments.json().isObject()
                && arguments.json().propertyNames().stream().allMatch("training"::equals);
    }
}

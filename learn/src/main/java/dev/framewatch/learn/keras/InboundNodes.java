package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.model.graph.JsonField;
import java.util.ArrayList;
import java.util.List;

/**
 * How the layers of a functional model are joined: a layer is called {@code name}, and its {@code
 * inbound_nodes} hold one call, a list of {@code [layer, 0, 0, {}]}.
 */
final class InboundNodes {
    private InboundNodes() {}

    static String name(JsonField entry) throws ModelException {
        return entry.get("name").text();
    }

    /** The layers that this one reads. */
    static List<String> names(JsonField entry) throws ModelException {
        if (!entry.has("inbound_nodes")) {
            return List.of();
        }
        List<JsonField> calls = entry.get("inbound_nodes").items();
        if (calls.size() > 1) {
            throw new ModelException(
                    entry.get("inbound_nodes").where()
                            + ": the layer is used more than once, which is not supported");
        }
        List<String> names = new ArrayList<>();
        for (JsonField call : calls) {
            if (call.json().isObject()) {
                throw new ModelException(
                        call.where()
                                + " is written as Keras 3 does, which is not supported for models"
                                + " of this sort; save it with Keras 2 (tf_keras)");
            }
            List<JsonField> tensors = call.items();
            boolean single = !tensors.isEmpty() && tensors.getFirst().json().isString();
            for (JsonField tensor : single ? List.of(call) : tensors) {
                names.add(tensor(tensor));
            }
        }
        return names;
    }

    /** The one layer whose value is the model's. */
    static String output(JsonField config) throws ModelException {
        JsonField outputs = config.get("output_layers");
        List<JsonField> items = outputs.items();
        if (!items.isEmpty() && items.getFirst().json().isString()) {
            return tensor(outputs);
        }
        if (items.size() != 1) {
            throw new ModelException(outputs.where() + " names " + items.size() + ", not one");
        }
        return tensor(items.getFirst());
    }

    private static String tensor(JsonField tensor) throws ModelException {
        List<JsonField> parts = tensor.items();
        boolean plain =
                parts.size() >= 3
                        && parts.get(1).whole() == 0
                        && parts.get(2).whole() == 0
                        && parts.stream().skip(3).allMatch(InboundNodes::saysNothing);
        if (!plain) {
            throw new ModelException(tensor.where() + " is not a layer's first and only value");
        }
        return parts.getFirst().text();
    }

    /** Arguments of a call; whether the layer is in training no longer matters. */
    private static boolean saysNothing(JsonField arguments) {
        return arguments.json().isObject()
                && arguments.json().propertyNames().stream().allMatch("training"::equals);
    }
}

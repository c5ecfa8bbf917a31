package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A node (operation) of the graph.
 *
 * @param name unique in the graph
 * @param op TensorFlow's name of the operation
 * @param inputs names of the nodes whose first output is read, in order
 * @param attributes attributes by name, in the JSON form of TensorFlow's {@code AttrValue}
 */
record GraphNode(String name, String op, List<String> inputs, Map<String, JsonField> attributes) {
    GraphNode {
        inputs = List.copyOf(inputs);
        attributes = Map.copyOf(attributes);
    }

    String string(String attribute) throws ModelException {
        return decoded(attribute(attribute).get("s"));
    }

    String string(String attribute, String defaultValue) throws ModelException {
        return attributes.containsKey(attribute) ? string(attribute) : defaultValue;
    }

    boolean booleanValue(String attribute) throws ModelException {
        return attributes.containsKey(attribute)
                && attribute(attribute).has("b")
                && attribute(attribute).get("b").booleanValue();
    }

    /** Returns a list of integers; empty if the attribute is absent. */
    int[] ints(String attribute) throws ModelException {
        List<JsonField> items = items(attribute, "i");
        int[] numbers = new int[items.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = items.get(i).intValue();
        }
        return numbers;
    }

    /** Returns a list of strings; empty if the attribute is absent. */
    List<String> strings(String attribute) throws ModelException {
        List<String> texts = new ArrayList<>();
        for (JsonField item : items(attribute, "s")) {
            texts.add(decoded(item));
        }
        return texts;
    }

    ModelException error(String problem) {
        return new ModelException("node '" + name + "' (" + op + "): " + problem);
    }

    private List<JsonField> items(String attribute, String kind) throws ModelException {
        if (!attributes.containsKey(attribute)) {
            return List.of();
        }
        JsonField list = attribute(attribute).get("list");
        return list.has(kind) ? list.get(kind).items() : List.of();
    }

    private JsonField attribute(String attribute) throws ModelException {
        JsonField field = attributes.get(attribute);
        if (field == null) {
            throw error("has no attribute '" + attribute + "'");
        }
        return field;
    }

    private String decoded(JsonField field) throws ModelException {
        try {
            return new String(
                    Base64.getDecoder().decode(field.text()), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            throw new ModelException(field.path() + " is not valid Base64", e);
        }
    }
}

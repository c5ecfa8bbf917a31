package dev.framewatch.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every way to leave one field out of a JSON document. */
public final class MissingFields {
    private MissingFields() {}

    /**
     * Calls a check with each field's name, such as {@code height}, and the document without it.
     *
     * @return how many fields there were
     */
    public static int each(String json, BiConsumer<String, String> check) {
        JsonNode root = JsonMapper.shared().readTree(json);
        List<ObjectNode> objects = new ArrayList<>();
        collect(root, objects);
        int fields = 0;
        for (ObjectNode object : objects) {
            for (String name : List.copyOf(object.propertyNames())) {
                Map<String, JsonNode> whole = new LinkedHashMap<>();
                object.properties().forEach(one -> whole.put(one.getKey(), one.getValue()));
                object.remove(name);
                check.accept(name, root.toString());
                object.removeAll();
                object.setAll(whole);
                fields++;
            }
        }
        return fields;
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }
}

package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the JSON of a graph model; {@link WeightReader} reads the weights. */
final class GraphModelReader {
    private static final int MAX_NODES = 20_000;

    private GraphModelReader() {}

    static GraphModel read(Path modelFile) throws IOException {
        TfjsModelFiles files = TfjsModelFiles.of(modelFile);
        JsonField root = JsonField.parse(files.json(), files.name());
        if (root.has("format") && !root.get("format").text().equals("graph-model")) {
            throw new ModelException(
                    root.get("format").path()
                            + " is '"
                            + root.get("format").text()
                            + "': only graph models are supported; convert a layers model with"
                            + " tensorflowjs_converter --output_format=tfjs_graph_model");
        }
        Map<String, GraphNode> nodes = nodes(root.get("modelTopology").get("node"));
        Map<String, Weight> weights =
                new WeightReader(files).read(root.get("weightsManifest").items());
        return new GraphModel(files.name(), nodes, weights);
    }

    private static Map<String, GraphNode> nodes(JsonField list) throws ModelException {
        List<JsonField> items = list.items();
        if (items.size() > MAX_NODES) {
            throw new ModelException(list.path() + " has more than " + MAX_NODES + " nodes");
        }
        Map<String, GraphNode> nodes = new LinkedHashMap<>();
        for (JsonField item : items) {
            GraphNode node = node(item);
            if (nodes.put(node.name(), node) != null) {
                throw new ModelException(item.path() + ": '" + node.name() + "' occurs twice");
            }
        }
        return nodes;
    }

    private static GraphNode node(JsonField field) throws ModelException {
        List<String> inputs = new ArrayList<>();
        if (field.has("input")) {
            for (JsonField input : field.get("input").items()) {
                String name = input.text();
                if (!name.startsWith("^")) { // control edges carry no value
                    inputs.add(firstOutput(name));
                }
            }
        }
        Map<String, JsonField> attributes = new HashMap<>();
        if (field.has("attr")) {
            for (String name : field.get("attr").json().propertyNames()) {
                attributes.put(name, field.get("attr").get(name));
            }
        }
        return new GraphNode(field.get("name").text(), field.get("op").text(), inputs, attributes);
    }

    /**
     * Strips {@code :0}: {@code node:0} and {@code node} both refer to the first output of a node.
     */
    private static String firstOutput(String name) {
        return name.endsWith(":0") ? name.substring(0, name.length() - 2) : name;
    }
}

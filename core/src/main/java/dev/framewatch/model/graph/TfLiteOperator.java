package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An operator of a TensorFlow Lite model, as nodes of a TensorFlow graph. The numbers are those of
 * TensorFlow Lite's schema.
 *
 * @param table the operator in the file
 * @param code which operation it is
 * @param output name of the tensor that it computes
 * @param inputs names of its input tensors
 * @param batch the model's batch size, which must not be fixed by a shape
 * @param weights the constants, by name; kernels in TensorFlow's axis order are added
 */
record TfLiteOperator(
        FlatBufferTable table,
        int code,
        String output,
        List<String> inputs,
        int batch,
        Map<String, Weight> weights) {
    private static final int OPTIONS = 4;

    /** Returns the nodes in topological order; the last one is named as the output. */
    List<GraphNode> nodes() throws ModelException {
        return switch (code) {
            case 0 -> withActivation("AddV2", activation(0));
            case 3 -> convolution("_FusedConv2D", 3);
            case 4 -> depthwise();
            case 18 -> withActivation("Mul", activation(0));
            case 19 -> List.of(node("Relu"));
            case 21 -> List.of(node("Relu6"));
            case 22 -> List.of(reshape());
            case 41 -> withActivation("Sub", activation(0));
            case 101 -> List.of(node("Abs"));
            default ->
                    throw new ModelException(
                            "%s: operator %d is not supported".formatted(table.path(), code));
        };
    }

    private GraphNode node(String op) {
        return new GraphNode(output, op, inputs, Map.of());
    }

    private List<GraphNode> withActivation(String op, List<String> activation) {
        if (activation.isEmpty()) {
            return List.of(node(op));
        }
        String linear = output + "/linear";
        return List.of(
                new GraphNode(linear, op, inputs, Map.of()),
                new GraphNode(output, activation.getFirst(), List.of(linear), Map.of()));
    }

    private List<GraphNode> depthwise() throws ModelException {
        if (options().intValue(3, 1) != 1) {
            throw new ModelException(table.path() + " has more than one output a channel");
        }
        return convolution("FusedDepthwiseConv2dNative", 4);
    }

    /**
     * Returns a convolution and its kernel, whose first axis becomes the last.
     *
     * @param activation number of the field with the fused activation; dilations follow it
     */
    private List<GraphNode> convolution(String op, int activation) throws ModelException {
        if (inputs.size() != 3) {
            throw new ModelException(table.path() + " is a convolution without a bias");
        }
        if (!(weights.get(inputs.get(1)) instanceof Weight.Floats floats) || floats.rank() != 4) {
            throw new ModelException(table.path() + " has no constant kernel of rank 4");
        }
        String kernel = output + "/kernel";
        weights.put(kernel, floats.permuted(1, 2, 3, 0));
        List<String> fused = new ArrayList<>(List.of("BiasAdd"));
        fused.addAll(activation(activation));
        FlatBufferTable options = options();
        Map<String, JsonField> attributes =
                Map.of(
                        "padding",
                        text(options.byteValue(0, 0) == 0 ? "SAME" : "VALID"),
                        "strides",
                        pair(options.intValue(2, 1), options.intValue(1, 1)),
                        "dilations",
                        pair(
                                options.intValue(activation + 2, 1),
                                options.intValue(activation + 1, 1)),
                        "fused_ops",
                        texts(fused));
        return List.of(
                new GraphNode(kernel, "Const", List.of(), Map.of()),
                new GraphNode(
                        output, op, List.of(inputs.getFirst(), kernel, inputs.get(2)), attributes));
    }

    private GraphNode reshape() throws ModelException {
        if (inputs.size() == 2 && weights.get(inputs.get(1)) instanceof Weight.Ints shape) {
            int[] sizes = shape.values().clone();
            if (sizes.length > 0 && sizes[0] == batch) {
                sizes[0] = Subgraph.ANY;
            }
            weights.put(inputs.get(1), new Weight.Ints(shape.shape(), sizes));
            return node("Reshape");
        }
        throw new ModelException(table.path() + " has no constant shape");
    }

    private List<String> activation(int field) throws ModelException {
        int number = options().byteValue(field, 0);
        return switch (number) {
            case 0 -> List.of();
            case 1 -> List.of("Relu");
            case 3 -> List.of("Relu6");
            default ->
                    throw new ModelException(
                            "%s: activation %d is not supported".formatted(table.path(), number));
        };
    }

    private FlatBufferTable options() throws ModelException {
        FlatBufferTable options = table.table(OPTIONS, "builtin_options");
        if (options == null) {
            throw new ModelException(table.path() + " has no options");
        }
        return options;
    }

    private JsonField text(String value) {
        return new JsonField(object().put("s", encoded(value)), table.path());
    }

    private JsonField texts(List<String> values) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> items.add(encoded(value)));
        return list("s", items);
    }

    /** Returns height and width as an attribute of all four axes. */
    private JsonField pair(int height, int width) {
        return list("i", JsonNodeFactory.instance.arrayNode().add(1).add(height).add(width).add(1));
    }

    private JsonField list(String type, ArrayNode items) {
        return new JsonField(object().set("list", object().set(type, items)), table.path());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.ISO_8859_1));
    }
}

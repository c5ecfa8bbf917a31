package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** State of a translation: the ONNX graph built so far, and access to the inputs of a node. */
final class TranslationContext {
    private static final long[] TO_NCHW = {0, 3, 1, 2};
    private static final long[] TO_NHWC = {0, 2, 3, 1};

    final OnnxGraph onnx = new OnnxGraph();
    private final GraphModel model;
    private final Map<String, OnnxValue> values = new HashMap<>();

    TranslationContext(GraphModel model) {
        this.model = model;
    }

    void define(String node, OnnxValue value) {
        values.put(node, value);
    }

    OnnxValue value(String node) throws ModelException {
        OnnxValue value = values.get(node);
        if (value == null) {
            throw model.node(node).error("is a constant, but a computed value is expected");
        }
        return value;
    }

    /** Returns an input that must be a computed value. */
    OnnxValue value(GraphNode node, int input) throws ModelException {
        return value(inputName(node, input));
    }

    /** Returns an input that must be an image or feature map (rank 4). */
    OnnxValue featureMap(GraphNode node, int input) throws ModelException {
        OnnxValue value = value(node, input);
        if (value.rank() != 4) {
            throw node.error(
                    "needs a feature map, but input " + input + " has rank " + value.rank());
        }
        if (!node.string("data_format", "NHWC").equals("NHWC")) {
            throw node.error("data_format is not NHWC");
        }
        return value;
    }

    boolean isConstant(GraphNode node, int input) throws ModelException {
        String name = inputName(node, input);
        return !values.containsKey(name) && model.constant(name) != null;
    }

    Weight.Floats floats(GraphNode node, int input, int rank) throws ModelException {
        if (constant(node, input) instanceof Weight.Floats floats && floats.rank() == rank) {
            return floats;
        }
        throw node.error("input " + input + " is not a float constant of rank " + rank);
    }

    int[] ints(GraphNode node, int input) throws ModelException {
        if (constant(node, input) instanceof Weight.Ints ints) {
            return ints.values();
        }
        throw node.error("input " + input + " is not an integer constant");
    }

    Weight constant(GraphNode node, int input) throws ModelException {
        Weight constant = model.constant(inputName(node, input));
        if (constant == null) {
            throw node.error("input " + input + " is not a constant");
        }
        return constant;
    }

    String inputName(GraphNode node, int input) throws ModelException {
        if (input >= node.inputs().size()) {
            throw node.error("has no input " + input);
        }
        return node.inputs().get(input);
    }

    /** Clips a value to a range; consecutive clips become a single operation. */
    OnnxValue clip(GraphNode node, OnnxValue value, float low, float high) {
        float newLow = Math.clamp(value.low(), low, high);
        float newHigh = Math.clamp(value.high(), low, high);
        if (newLow == value.low() && newHigh == value.high()) {
            return value;
        }
        String name = node.name();
        if (newLow == 0 && newHigh == Float.POSITIVE_INFINITY) {
            onnx.add("Relu", List.of(value.source()), name);
        } else {
            onnx.add("Clip", List.of(value.source(), bound(newLow), bound(newHigh)), name);
        }
        return new OnnxValue(name, value.rank(), value.source(), newLow, newHigh);
    }

    String toNchw(String value, String name) {
        return onnx.add(
                "Transpose", List.of(value), name, OnnxGraph.intsAttribute("perm", TO_NCHW));
    }

    /** Returns the name of the value in TensorFlow's axis order. */
    String toTensorFlowOrder(OnnxValue value, GraphNode node) {
        return value.rank() == 4
                ? onnx.add(
                        "Transpose",
                        List.of(value.name()),
                        node.name() + "/nhwc",
                        OnnxGraph.intsAttribute("perm", TO_NHWC))
                : value.name();
    }

    /** Converts a TensorFlow axis index to the axis order of an ONNX value of this rank. */
    int axis(GraphNode node, int axis, int rank) throws ModelException {
        int index = axis < 0 ? axis + rank : axis;
        if (index < 0 || index >= rank) {
            throw node.error("axis " + axis + " is out of range for rank " + rank);
        }
        return rank == 4 ? new int[] {0, 2, 3, 1}[index] : index;
    }

    /** Returns the name of a Clip bound; the empty name stands for no bound. */
    private String bound(float bound) {
        return Float.isInfinite(bound)
                ? ""
                : onnx.floats("limit/" + bound, new int[0], new float[] {bound});
    }
}

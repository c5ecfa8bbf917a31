package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has been translated so far, and what operators ask about their inputs. */
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
            throw model.node(node).error("is a constant where a computed value is expected");
        }
        return value;
    }

    /** The computed value of an input. */
    OnnxValue value(GraphNode node, int input) throws ModelException {
        return value(name(node, input));
    }

    /** The computed value of an input that must be a picture or feature map. */
    OnnxValue map(GraphNode node, int input) throws ModelException {
        OnnxValue value = value(node, input);
        if (value.rank() != 4) {
            throw node.error("needs a feature map, input " + input + " has rank " + value.rank());
        }
        if (!node.text("data_format", "NHWC").equals("NHWC")) {
            throw node.error("data_format is not NHWC");
        }
        return value;
    }

    boolean isConstant(GraphNode node, int input) throws ModelException {
        String name = name(node, input);
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
        throw node.error("input " + input + " is not a constant of whole numbers");
    }

    Weight constant(GraphNode node, int input) throws ModelException {
        Weight constant = model.constant(name(node, input));
        if (constant == null) {
            throw node.error("input " + input + " is not a constant");
        }
        return constant;
    }

    String name(GraphNode node, int input) throws ModelException {
        if (input >= node.inputs().size()) {
            throw node.error("has no input " + input);
        }
        return node.inputs().get(input);
    }

    /** Limits a value to a range, in one step with the limits it has already. */
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
            onnx.add("Clip", List.of(value.source(), limit(newLow), limit(newHigh)), name);
        }
        return new OnnxValue(name, value.rank(), value.source(), newLow, newHigh);
    }

    String toNchw(String value, String name) {
        return onnx.add("Transpose", List.of(value), name, OnnxGraph.numbers("perm", TO_NCHW));
    }

    /** The value in TensorFlow's own order of axes. */
    String toTensorFlowOrder(OnnxValue value, GraphNode node) {
        return value.rank() == 4
                ? onnx.add(
                        "Transpose",
                        List.of(value.name()),
                        node.name() + "/nhwc",
                        OnnxGraph.numbers("perm", TO_NHWC))
                : value.name();
    }

    /** Where one of TensorFlow's axes lies in a value of this rank. */
    int axis(GraphNode node, int axis, int rank) throws ModelException {
        int counted = axis < 0 ? axis + rank : axis;
        if (counted < 0 || counted >= rank) {
            throw node.error("axis " + axis + " does not exist in rank " + rank);
        }
        return rank == 4 ? new int[] {0, 2, 3, 1}[counted] : counted;
    }

    /** Infinite limits are left out, which Clip takes as none. */
    private String limit(float limit) {
        return Float.isInfinite(limit)
                ? ""
                : onnx.floats("limit/" + limit, new int[0], new float[] {limit});
    }
}

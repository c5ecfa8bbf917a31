package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Translates operations that change the shape of a value. Feature maps are NCHW throughout. */
final class ShapeOperators {
    private ShapeOperators() {}

    static OnnxValue identity(GraphNode node, TranslationContext t) throws ModelException {
        return t.value(node, 0);
    }

    static OnnxValue mean(GraphNode node, TranslationContext t) throws ModelException {
        OnnxValue value = t.value(node, 0);
        long[] axes = axes(node, t, t.ints(node, 1), value.rank());
        boolean keepDims = node.booleanValue("keep_dims");
        if (value.rank() == 4 && Arrays.equals(axes, new long[] {2, 3})) {
            String pooled = keepDims ? node.name() : node.name() + "/pooled";
            t.onnx.add("GlobalAveragePool", List.of(value.name()), pooled);
            return keepDims ? OnnxValue.of(pooled, 4) : flatten(pooled, node.name(), t);
        }
        if (value.rank() == 4 && !keepDims) {
            throw node.error("averages over axes other than height and width");
        }
        t.onnx.add(
                "ReduceMean",
                List.of(value.name()),
                node.name(),
                OnnxGraph.intsAttribute("axes", axes),
                OnnxGraph.intAttribute("keepdims", keepDims ? 1 : 0));
        return OnnxValue.of(node.name(), keepDims ? value.rank() : value.rank() - axes.length);
    }

    /** Flattens [N,C,1,1] to [N,C]. */
    static OnnxValue flatten(String pooled, String name, TranslationContext t) {
        t.onnx.add("Flatten", List.of(pooled), name, OnnxGraph.intAttribute("axis", 1));
        return OnnxValue.of(name, 2);
    }

    /** Max-pools overlapping windows: [N,C,H,W] to [N,R,C]. */
    static OnnxValue poolWindows(OnnxValue map, String name, TranslationContext t) {
        String pooled =
                t.onnx.add(
                        "MaxPool",
                        List.of(map.name()),
                        name + "/pooled",
                        OnnxGraph.intsAttribute(
                                "kernel_shape", Subgraph.WINDOW_SIZE, Subgraph.WINDOW_SIZE),
                        OnnxGraph.intsAttribute(
                                "strides", Subgraph.WINDOW_STRIDE, Subgraph.WINDOW_STRIDE));
        String flat =
                t.onnx.add(
                        "Reshape",
                        List.of(pooled, t.onnx.longs(name + "/shape", 0, 0, -1)),
                        name + "/flat");
        t.onnx.add("Transpose", List.of(flat), name, OnnxGraph.intsAttribute("perm", 0, 2, 1));
        return OnnxValue.of(name, 3);
    }

    static OnnxValue reshape(GraphNode node, TranslationContext t) throws ModelException {
        int[] shape = t.ints(node, 1);
        for (int axis : shape) {
            if (axis < 1 && axis != -1) {
                throw node.error("the shape " + Arrays.toString(shape) + " is not supported");
            }
        }
        String target =
                t.onnx.longs(node.name() + "/shape", Arrays.stream(shape).asLongStream().toArray());
        String data = t.toTensorFlowOrder(t.value(node, 0), node);
        if (shape.length != 4) {
            t.onnx.add("Reshape", List.of(data, target), node.name());
            return OnnxValue.of(node.name(), shape.length);
        }
        String reshaped = t.onnx.add("Reshape", List.of(data, target), node.name() + "/reshaped");
        return OnnxValue.of(t.toNchw(reshaped, node.name()), 4);
    }

    static OnnxValue squeeze(GraphNode node, TranslationContext t) throws ModelException {
        OnnxValue value = t.value(node, 0);
        long[] axes = axes(node, t, node.ints("squeeze_dims"), value.rank());
        boolean heightAndWidth = Arrays.equals(axes, new long[] {2, 3});
        if (axes.length == 0 || (value.rank() == 4 && !heightAndWidth)) {
            throw node.error("squeezes axes other than height and width");
        }
        t.onnx.add(
                "Squeeze",
                List.of(value.name(), t.onnx.longs(node.name() + "/axes", axes)),
                node.name());
        return OnnxValue.of(node.name(), value.rank() - axes.length);
    }

    static OnnxValue concatenate(GraphNode node, TranslationContext t) throws ModelException {
        int parts = node.inputs().size() - 1;
        int[] axis = t.ints(node, Math.max(parts, 0));
        if (parts < 1 || axis.length != 1) {
            throw node.error("needs at least one value and exactly one axis");
        }
        int rank = t.value(node, 0).rank();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            if (t.value(node, i).rank() != rank) {
                throw node.error("concatenates values of different ranks");
            }
            names.add(t.value(node, i).name());
        }
        t.onnx.add(
                "Concat",
                names,
                node.name(),
                OnnxGraph.intAttribute("axis", t.axis(node, axis[0], rank)));
        return OnnxValue.of(node.name(), rank);
    }

    /** Translates padding with zeros, or with the constant in the third input of PadV2. */
    static OnnxValue pad(GraphNode node, TranslationContext t) throws ModelException {
        OnnxValue value = t.value(node, 0);
        int[] beforeAndAfter = t.ints(node, 1);
        if (beforeAndAfter.length != 2 * value.rank()) {
            throw node.error("has padding for a different rank");
        }
        long[] pads = new long[beforeAndAfter.length];
        for (int i = 0; i < value.rank(); i++) {
            int axis = t.axis(node, i, value.rank());
            pads[axis] = beforeAndAfter[2 * i];
            pads[axis + value.rank()] = beforeAndAfter[2 * i + 1];
        }
        if (Arrays.stream(pads).anyMatch(pad -> pad < 0)) {
            throw node.error("has negative padding");
        }
        List<String> inputs = new ArrayList<>();
        inputs.add(value.name());
        inputs.add(t.onnx.longs(node.name() + "/pads", pads));
        if (node.inputs().size() > 2) {
            float[] padValue = t.floats(node, 2, 0).values();
            inputs.add(t.onnx.floats(t.inputName(node, 2), new int[0], padValue));
        }
        t.onnx.add("Pad", inputs, node.name());
        return OnnxValue.of(node.name(), value.rank());
    }

    private static long[] axes(GraphNode node, TranslationContext t, int[] axes, int rank)
            throws ModelException {
        long[] result = new long[axes.length];
        for (int i = 0; i < axes.length; i++) {
            result[i] = t.axis(node, axes[i], rank);
        }
        Arrays.sort(result);
        return result;
    }
}

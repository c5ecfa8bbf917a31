package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Operations that change a value's shape. Feature maps lie in NCHW order throughout. */
final class ShapeOperators {
    private ShapeOperators() {}

    static OnnxValue identity(GraphNode node, TranslationContext t) throws ModelException {
        return t.value(node, 0);
    }

    static OnnxValue mean(GraphNode node, TranslationContext t) throws ModelException {
        OnnxValue value = t.value(node, 0);
        long[] axes = axes(node, t, t.ints(node, 1), value.rank());
        boolean keep = node.flag("keep_dims");
        if (value.rank() == 4 && Arrays.equals(axes, new long[] {2, 3})) {
            String pooled = keep ? node.name() : node.name() + "/pooled";
            t.onnx.add("GlobalAveragePool", List.of(value.name()), pooled);
            return keep ? OnnxValue.of(pooled, 4) : flat(pooled, node.name(), t);
        }
        if (value.rank() == 4 && !keep) {
            throw node.error("averages over other axes than height and width");
        }
        t.onnx.add(
                "ReduceMean",
                List.of(value.name()),
                node.name(),
                OnnxGraph.numbers("axes", axes),
                OnnxGraph.number("keepdims", keep ? 1 : 0));
        return OnnxValue.of(node.name(), keep ? value.rank() : value.rank() - axes.length);
    }

    /** [N,C,1,1] as [N,C]. */
    static OnnxValue flat(String pooled, String name, TranslationContext t) {
        t.onnx.add("Flatten", List.of(pooled), name, OnnxGraph.number("axis", 1));
        return OnnxValue.of(name, 2);
    }

    /** [N,C,H,W] as [N,R,C]: the maxima of overlapping windows. */
    static OnnxValue windows(OnnxValue map, String name, TranslationContext t) {
        String pooled =
                t.onnx.add(
                        "MaxPool",
                        List.of(map.name()),
                        name + "/pooled",
                        OnnxGraph.numbers("kernel_shape", Subgraph.WINDOW, Subgraph.WINDOW),
                        OnnxGraph.numbers("strides", Subgraph.STEP, Subgraph.STEP));
        String flat =
                t.onnx.add(
                        "Reshape",
                        List.of(pooled, t.onnx.longs(name + "/shape", 0, 0, -1)),
                        name + "/flat");
        t.onnx.add("Transpose", List.of(flat), name, OnnxGraph.numbers("perm", 0, 2, 1));
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
        long[] axes = axes(node, t, node.numbers("squeeze_dims"), value.rank());
        boolean heightAndWidth = Arrays.equals(axes, new long[] {2, 3});
        if (axes.length == 0 || (value.rank() == 4 && !heightAndWidth)) {
            throw node.error("squeezes other axes than height and width");
        }
        t.onnx.add(
                "Squeeze",
                List.of(value.name(), t.onnx.longs(node.name() + "/axes", axes)),
                node.name());
        return OnnxValue.of(node.name(), value.rank() - axes.length);
    }

    static OnnxValue concatenation(GraphNode node, TranslationContext t) throws ModelException {
        int parts = node.inputs().size() - 1;
        int[] axis = t.ints(node, Math.max(parts, 0));
        if (parts < 1 || axis.length != 1) {
            throw node.error("needs values and one axis");
        }
        int rank = t.value(node, 0).rank();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            if (t.value(node, i).rank() != rank) {
                throw node.error("joins values of different ranks");
            }
            names.add(t.value(node, i).name());
        }
        t.onnx.add(
                "Concat",
                names,
                node.name(),
                OnnxGraph.number("axis", t.axis(node, axis[0], rank)));
        return OnnxValue.of(node.name(), rank);
    }

    /** Padding with zeros, or with the constant of PadV2's third input. */
    static OnnxValue pad(GraphNode node, TranslationContext t) throws ModelException {
        OnnxValue value = t.value(node, 0);
        int[] beforeAndAfter = t.ints(node, 1);
        if (beforeAndAfter.length != 2 * value.rank()) {
            throw node.error("has paddings for another rank");
        }
        long[] pads = new long[beforeAndAfter.length];
        for (int i = 0; i < value.rank(); i++) {
            int axis = t.axis(node, i, value.rank());
            pads[axis] = beforeAndAfter[2 * i];
            pads[axis + value.rank()] = beforeAndAfter[2 * i + 1];
        }
        if (Arrays.stream(pads).anyMatch(pad -> pad < 0)) {
            throw node.error("has a negative padding");
        }
        List<String> inputs = new ArrayList<>();
        inputs.add(value.name());
        inputs.add(t.onnx.longs(node.name() + "/pads", pads));
        if (node.inputs().size() > 2) {
            float[] filling = t.floats(node, 2, 0).values();
            inputs.add(t.onnx.floats(t.name(node, 2), new int[0], filling));
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

package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import dev.framewatch.model.onnx.AttributeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Translates convolutions, pooling and matrix products. */
final class ConvolutionOperators {
    /** Input of a fused convolution after the map, the kernel and the bias. */
    private static final int SLOPES = 3;

    private ConvolutionOperators() {}

    static OnnxValue convolution(GraphNode node, TranslationContext t) throws ModelException {
        Weight.Floats kernel = t.floats(node, 1, 4);
        int[] hwio = kernel.shape();
        int[] oihw = {hwio[3], hwio[2], hwio[0], hwio[1]};
        float[] permuted = kernel.permuted(3, 2, 0, 1).values();
        String weights = t.onnx.floats(t.inputName(node, 1) + "/oihw", oihw, permuted);
        return convolve(node, t, weights, oihw, 1);
    }

    /**
     * Translates a depthwise convolution. The kernel is [H,W,channels,multiplier]; output channel
     * {@code channel * multiplier + m} belongs to input channel {@code channel}.
     */
    static OnnxValue depthwise(GraphNode node, TranslationContext t) throws ModelException {
        Weight.Floats kernel = t.floats(node, 1, 4);
        int[] hwcm = kernel.shape();
        int[] oihw = {Math.multiplyExact(hwcm[2], hwcm[3]), 1, hwcm[0], hwcm[1]};
        float[] permuted = kernel.permuted(2, 3, 0, 1).values();
        String weights = t.onnx.floats(t.inputName(node, 1) + "/oihw", oihw, permuted);
        return convolve(node, t, weights, oihw, hwcm[2]);
    }

    private static OnnxValue convolve(
            GraphNode node, TranslationContext t, String weights, int[] oihw, int groups)
            throws ModelException {
        OnnxValue map = t.featureMap(node, 0);
        List<String> fused = node.strings("fused_ops");
        List<String> inputs = new ArrayList<>(List.of(map.name(), weights));
        if (fused.contains("BiasAdd")) {
            Weight.Floats bias = t.floats(node, 2, 1);
            inputs.add(t.onnx.floats(t.inputName(node, 2), bias.shape(), bias.values()));
        }
        List<AttributeProto> attributes = new ArrayList<>();
        attributes.add(OnnxGraph.intAttribute("group", groups));
        attributes.addAll(
                windowAttributes(node, oihw[2], oihw[3], spatialAttribute(node, "dilations")));
        String linear = fused.size() > 1 ? node.name() + "/linear" : node.name();
        t.onnx.add("Conv", inputs, linear, attributes.toArray(AttributeProto[]::new));
        return activate(node, t, OnnxValue.of(linear, 4), fused);
    }

    static OnnxValue maxPool(GraphNode node, TranslationContext t) throws ModelException {
        return pool("MaxPool", node, t);
    }

    static OnnxValue averagePool(GraphNode node, TranslationContext t) throws ModelException {
        return pool("AveragePool", node, t);
    }

    private static OnnxValue pool(String op, GraphNode node, TranslationContext t)
            throws ModelException {
        long[] size = spatialAttribute(node, "ksize");
        List<AttributeProto> attributes =
                windowAttributes(node, (int) size[0], (int) size[1], new long[] {1, 1});
        attributes.removeIf(attribute -> attribute.getName().equals("dilations"));
        t.onnx.add(
                op,
                List.of(t.featureMap(node, 0).name()),
                node.name(),
                attributes.toArray(AttributeProto[]::new));
        return OnnxValue.of(node.name(), 4);
    }

    static OnnxValue matrixMultiplication(GraphNode node, TranslationContext t)
            throws ModelException {
        OnnxValue left = t.value(node, 0);
        if (left.rank() != 2 || node.booleanValue("transpose_a")) {
            throw node.error(
                    "only the product of a rank-2 value and a constant matrix is supported");
        }
        Weight.Floats matrix = t.floats(node, 1, 2);
        List<String> inputs = new ArrayList<>();
        inputs.add(left.name());
        inputs.add(t.onnx.floats(t.inputName(node, 1), matrix.shape(), matrix.values()));
        List<String> fused = node.strings("fused_ops");
        if (fused.contains("BiasAdd")) {
            Weight.Floats bias = t.floats(node, 2, 1);
            inputs.add(t.onnx.floats(t.inputName(node, 2), bias.shape(), bias.values()));
        }
        String linear = fused.size() > 1 ? node.name() + "/linear" : node.name();
        t.onnx.add(
                "Gemm",
                inputs,
                linear,
                OnnxGraph.intAttribute("transB", node.booleanValue("transpose_b") ? 1 : 0));
        return activate(node, t, OnnxValue.of(linear, 2), fused);
    }

    private static OnnxValue activate(
            GraphNode node, TranslationContext t, OnnxValue linear, List<String> fused)
            throws ModelException {
        OnnxValue value = linear;
        for (String op : fused) {
            value =
                    switch (op) {
                        case "BiasAdd" -> value;
                        case "Relu" -> t.clip(node, value, 0, Float.POSITIVE_INFINITY);
                        case "Relu6" -> t.clip(node, value, 0, 6);
                        case "Prelu" -> ElementwiseOperators.prelu(node, value, SLOPES, t);
                        default -> throw node.error("fuses '" + op + "', which is unsupported");
                    };
        }
        return value;
    }

    private static List<AttributeProto> windowAttributes(
            GraphNode node, int height, int width, long[] dilations) throws ModelException {
        long[] strides = spatialAttribute(node, "strides");
        List<AttributeProto> attributes = new ArrayList<>();
        attributes.add(OnnxGraph.intsAttribute("kernel_shape", height, width));
        attributes.add(OnnxGraph.intsAttribute("strides", strides));
        attributes.add(OnnxGraph.intsAttribute("dilations", dilations));
        switch (node.string("padding")) {
            case "VALID" -> {}
            // TensorFlow adds an odd padding pixel at the end, as SAME_UPPER does
            case "SAME" -> attributes.add(OnnxGraph.stringAttribute("auto_pad", "SAME_UPPER"));
            default ->
                    throw node.error("padding '" + node.string("padding") + "' is not supported");
        }
        return attributes;
    }

    /** Returns height and width of an attribute that is given for all four axes (NHWC). */
    private static long[] spatialAttribute(GraphNode node, String attribute) throws ModelException {
        int[] all = node.ints(attribute);
        if (all.length == 0 && attribute.equals("dilations")) {
            return new long[] {1, 1};
        }
        if (all.length != 4 || all[0] != 1 || all[3] != 1 || all[1] < 1 || all[2] < 1) {
            throw node.error(attribute + " " + Arrays.toString(all) + " is not supported");
        }
        return new long[] {all[1], all[2]};
    }
}

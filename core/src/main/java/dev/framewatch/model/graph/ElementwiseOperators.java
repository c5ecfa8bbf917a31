package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;
import java.util.List;

/** Translates elementwise operations, with TensorFlow's broadcasting of constants. */
final class ElementwiseOperators {
    private ElementwiseOperators() {}

    static OperatorTranslator unary(String op) {
        return (node, t) -> {
            OnnxValue value = t.value(node, 0);
            t.onnx.add(op, List.of(value.name()), node.name());
            return OnnxValue.of(node.name(), value.rank());
        };
    }

    static OperatorTranslator clip(float low, float high) {
        return (node, t) -> t.clip(node, t.value(node, 0), low, high);
    }

    static OnnxValue softmax(GraphNode node, TranslationContext t) throws ModelException {
        OnnxValue value = t.value(node, 0);
        t.onnx.add(
                "Softmax",
                List.of(value.name()),
                node.name(),
                OnnxGraph.intAttribute("axis", t.axis(node, -1, value.rank())));
        return OnnxValue.of(node.name(), value.rank());
    }

    static OnnxValue prelu(GraphNode node, TranslationContext t) throws ModelException {
        return prelu(node, t.featureMap(node, 0), 1, t);
    }

    /**
     * Translates a rectifier with one slope per channel (He et al., 2015), not to ONNX's operation
     * of this name, which takes twice as long in ONNX Runtime 1.29.
     *
     * @param input which input of the node has the slopes
     */
    static OnnxValue prelu(GraphNode node, OnnxValue map, int input, TranslationContext t)
            throws ModelException {
        Weight slope = t.constant(node, input);
        if (!(slope instanceof Weight.Floats floats)
                || floats.rank() == 0
                || floats.values().length != floats.shape()[floats.rank() - 1]) {
            throw node.error("does not have one slope per channel");
        }
        String slopes =
                t.onnx.floats(
                        t.inputName(node, input) + "/slopes",
                        new int[] {floats.values().length, 1, 1},
                        floats.values());
        String name = node.name();
        String positive = t.onnx.add("Relu", List.of(map.name()), name + "/positive");
        String negative = t.onnx.add("Sub", List.of(map.name(), positive), name + "/negative");
        String scaled = t.onnx.add("Mul", List.of(negative, slopes), name + "/scaled");
        t.onnx.add("Add", List.of(positive, scaled), name);
        return OnnxValue.of(node.name(), 4);
    }

    static OperatorTranslator binary(String op) {
        return (node, t) -> {
            int rank = Math.max(rank(node, 0, t), rank(node, 1, t));
            if (t.isConstant(node, 0) && t.isConstant(node, 1)) {
                throw node.error("has only constant inputs");
            }
            String left = operand(node, 0, rank, t);
            String right = operand(node, 1, rank, t);
            t.onnx.add(op, List.of(left, right), node.name());
            return OnnxValue.of(node.name(), rank);
        };
    }

    static OnnxValue minimum(GraphNode node, TranslationContext t) throws ModelException {
        return t.isConstant(node, 1) && t.constant(node, 1).rank() == 0
                ? t.clip(node, t.value(node, 0), Float.NEGATIVE_INFINITY, scalar(node, t))
                : binary("Min").translate(node, t);
    }

    static OnnxValue maximum(GraphNode node, TranslationContext t) throws ModelException {
        return t.isConstant(node, 1) && t.constant(node, 1).rank() == 0
                ? t.clip(node, t.value(node, 0), scalar(node, t), Float.POSITIVE_INFINITY)
                : binary("Max").translate(node, t);
    }

    private static float scalar(GraphNode node, TranslationContext t) throws ModelException {
        float scalar = t.floats(node, 1, 0).values()[0];
        if (Float.isNaN(scalar)) {
            throw node.error("has the limit NaN");
        }
        return scalar;
    }

    private static int rank(GraphNode node, int input, TranslationContext t) throws ModelException {
        return t.isConstant(node, input)
                ? t.constant(node, input).rank()
                : t.value(node, input).rank();
    }

    private static String operand(GraphNode node, int input, int rank, TranslationContext t)
            throws ModelException {
        if (!t.isConstant(node, input)) {
            OnnxValue value = t.value(node, input);
            if (rank == 4 && value.rank() != 4) {
                throw node.error("combines a feature map with a value of a different rank");
            }
            return value.name();
        }
        Weight constant = t.constant(node, input);
        Weight.Floats floats = t.floats(node, input, constant.rank());
        String name = t.inputName(node, input);
        if (rank != 4 || constant.rank() == 0) {
            return t.onnx.floats(name, floats.shape(), floats.values());
        }
        int[] nhwc = {1, 1, 1, 1};
        System.arraycopy(floats.shape(), 0, nhwc, 4 - constant.rank(), constant.rank());
        Weight.Floats nchw = new Weight.Floats(nhwc, floats.values()).permuted(0, 3, 1, 2);
        return t.onnx.floats(name + "/nchw", nchw.shape(), nchw.values());
    }
}

package dev.framewatch.model.graph;

import static java.util.Map.entry;

import dev.framewatch.error.ModelException;
import dev.framewatch.model.onnx.ModelProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Converts a subgraph of a TensorFlow graph model to ONNX. The input keeps TensorFlow's axis order
 * (images are NHWC); output feature maps are NCHW, all other outputs keep TensorFlow's axis order.
 * The conversion is deterministic: the same graph and subgraph yield the same bytes.
 */
public final class GraphModelConverter {
    /** Name of the ONNX model's input. */
    public static final String INPUT = "input";

    private static final List<String> AXIS_NAMES = List.of("N", "H", "W", "C");

    private static final Map<String, OperatorTranslator> OPERATORS =
            Map.ofEntries(
                    entry("Identity", ShapeOperators::identity),
                    entry("Conv2D", ConvolutionOperators::convolution),
                    entry("_FusedConv2D", ConvolutionOperators::convolution),
                    entry("DepthwiseConv2dNative", ConvolutionOperators::depthwise),
                    entry("FusedDepthwiseConv2dNative", ConvolutionOperators::depthwise),
                    entry("MaxPool", ConvolutionOperators::maxPool),
                    entry("AvgPool", ConvolutionOperators::averagePool),
                    entry("MatMul", ConvolutionOperators::matrixMultiplication),
                    entry("_FusedMatMul", ConvolutionOperators::matrixMultiplication),
                    entry("Add", ElementwiseOperators.binary("Add")),
                    entry("AddV2", ElementwiseOperators.binary("Add")),
                    entry("BiasAdd", ElementwiseOperators.binary("Add")),
                    entry("Sub", ElementwiseOperators.binary("Sub")),
                    entry("Mul", ElementwiseOperators.binary("Mul")),
                    entry("RealDiv", ElementwiseOperators.binary("Div")),
                    entry("Minimum", ElementwiseOperators::minimum),
                    entry("Maximum", ElementwiseOperators::maximum),
                    entry("Relu", ElementwiseOperators.clip(0, Float.POSITIVE_INFINITY)),
                    entry("Relu6", ElementwiseOperators.clip(0, 6)),
                    entry("Prelu", ElementwiseOperators::prelu),
                    entry("Abs", ElementwiseOperators.unary("Abs")),
                    entry("Neg", ElementwiseOperators.unary("Neg")),
                    entry("Sigmoid", ElementwiseOperators.unary("Sigmoid")),
                    entry("Softmax", ElementwiseOperators::softmax),
                    entry("Mean", ShapeOperators::mean),
                    entry("Reshape", ShapeOperators::reshape),
                    entry("Squeeze", ShapeOperators::squeeze),
                    entry("ConcatV2", ShapeOperators::concatenate),
                    entry("Pad", ShapeOperators::pad),
                    entry("PadV2", ShapeOperators::pad));

    private final GraphModel model;
    private final Subgraph subgraph;
    private final TranslationContext context;

    private GraphModelConverter(GraphModel model, Subgraph subgraph) {
        this.model = model;
        this.subgraph = subgraph;
        this.context = new TranslationContext(model);
    }

    /**
     * Converts the given part of the model.
     *
     * @throws ModelException if the graph lacks a node, contains a cycle, needs another input, or
     *     uses an unsupported operation; the message names the node and the operation
     */
    public static ModelProto convert(GraphModel model, Subgraph subgraph) throws ModelException {
        try {
            return new GraphModelConverter(model, subgraph).convert();
        } catch (ModelException e) {
            throw new ModelException(model.source() + ": " + e.getMessage(), e);
        }
    }

    private ModelProto convert() throws ModelException {
        declareInput();
        for (GraphNode node : topologicalOrder()) {
            OperatorTranslator operator = OPERATORS.get(node.op());
            if (operator == null) {
                throw node.error(
                        node.op().equals("Placeholder")
                                ? "is an input that the subgraph does not provide"
                                : "unsupported operation");
            }
            context.define(node.name(), operator.translate(node, context));
        }
        for (Subgraph.Output output : subgraph.outputs()) {
            declareOutput(output);
        }
        return context.onnx.build();
    }

    private void declareInput() throws ModelException {
        String inputNode = model.node(subgraph.input()).name();
        int rank = subgraph.shape().size();
        context.onnx.input(INPUT, subgraph.shape(), AXIS_NAMES);
        String value = rank == 4 ? context.toNchw(INPUT, INPUT + "/nchw") : INPUT;
        context.define(inputNode, OnnxValue.of(value, rank));
    }

    private void declareOutput(Subgraph.Output output) throws ModelException {
        OnnxGraph onnx = context.onnx;
        OnnxValue value = context.value(output.node());
        List<String> inputs = List.of(value.name());
        if (output.pooling() == Subgraph.Pooling.NONE) {
            if (!output.name().equals(value.name())) {
                onnx.add("Identity", inputs, output.name());
            }
            onnx.output(output.name(), value.rank());
            return;
        }
        if (value.rank() != 4) {
            throw model.node(output.node()).error("is not a feature map and cannot be pooled");
        }
        if (output.pooling() == Subgraph.Pooling.WINDOWS) {
            onnx.output(ShapeOperators.poolWindows(value, output.name(), context).name(), 3);
            return;
        }
        String op =
                output.pooling() == Subgraph.Pooling.MAX ? "GlobalMaxPool" : "GlobalAveragePool";
        String pooled = onnx.add(op, inputs, output.name() + "/pooled");
        onnx.output(ShapeOperators.flatten(pooled, output.name(), context).name(), 2);
    }

    /**
     * Returns the nodes to compute in topological order. Iterative, because graphs can be too deep
     * for recursion.
     */
    private List<GraphNode> topologicalOrder() throws ModelException {
        List<GraphNode> order = new ArrayList<>();
        Set<String> done = new HashSet<>(Set.of(subgraph.input()));
        Set<String> open = new HashSet<>();
        Deque<String> path = new ArrayDeque<>();
        subgraph.outputs().reversed().forEach(output -> path.push(output.node()));
        while (!path.isEmpty()) {
            GraphNode node = model.node(path.peek());
            if (done.contains(node.name())) {
                path.pop();
            } else if (open.add(node.name())) {
                pushInputs(node, done, open, path);
            } else {
                path.pop();
                done.add(node.name());
                order.add(node);
            }
        }
        return order;
    }

    private void pushInputs(GraphNode node, Set<String> done, Set<String> open, Deque<String> path)
            throws ModelException {
        for (String input : node.inputs().reversed()) {
            if (done.contains(input) || model.constant(input) != null) {
                continue;
            }
            if (open.contains(input)) {
                throw node.error("the graph contains a cycle through '" + input + "'");
            }
            path.push(input);
        }
    }
}

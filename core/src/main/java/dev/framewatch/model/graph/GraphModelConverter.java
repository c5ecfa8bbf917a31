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
 * Translates the wanted part of a TensorFlow.js graph to ONNX. The input keeps TensorFlow's order
 * of axes (pictures NHWC); feature maps that are read come out as NCHW, everything else as
 * TensorFlow has it. The same graph and cut give the same bytes.
 */
public final class GraphModelConverter {
    /** The name of the ONNX model's input. */
    public static final String INPUT = "input";

    private static final List<String> OPEN_AXES = List.of("N", "H", "W", "C");

    private static final Map<String, OperatorTranslator> OPERATORS =
            Map.ofEntries(
                    entry("Identity", ShapeOperators::identity),
                    entry("Conv2D", ConvolutionOperators::convolution),
                    entry("_FusedConv2D", ConvolutionOperators::convolution),
                    entry("DepthwiseConv2dNative", ConvolutionOperators::depthwise),
                    entry("FusedDepthwiseConv2dNative", ConvolutionOperators::depthwise),
                    entry("MaxPool", ConvolutionOperators::maxPool),
                    entry("AvgPool", ConvolutionOperators::averagePool),
                    entry("MatMul", ConvolutionOperators::matrixProduct),
                    entry("_FusedMatMul", ConvolutionOperators::matrixProduct),
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
                    entry("Abs", ElementwiseOperators.unary("Abs")),
                    entry("Neg", ElementwiseOperators.unary("Neg")),
                    entry("Sigmoid", ElementwiseOperators.unary("Sigmoid")),
                    entry("Softmax", ElementwiseOperators::softmax),
                    entry("Mean", ShapeOperators::mean),
                    entry("Reshape", ShapeOperators::reshape),
                    entry("Squeeze", ShapeOperators::squeeze),
                    entry("ConcatV2", ShapeOperators::concatenation),
                    entry("Pad", ShapeOperators::pad),
                    entry("PadV2", ShapeOperators::pad));

    private final GraphModel model;
    private final Subgraph cut;
    private final TranslationContext context;

    private GraphModelConverter(GraphModel model, Subgraph cut) {
        this.model = model;
        this.cut = cut;
        this.context = new TranslationContext(model);
    }

    /**
     * Converts the part of the model that the cut describes.
     *
     * @throws ModelException when the graph lacks a node, runs in a circle, needs another input, or
     *     has an operation that is not supported, naming the node and the operation
     */
    public static ModelProto convert(GraphModel model, Subgraph cut) throws ModelException {
        try {
            return new GraphModelConverter(model, cut).convert();
        } catch (ModelException e) {
            throw new ModelException(model.source() + ": " + e.getMessage(), e);
        }
    }

    private ModelProto convert() throws ModelException {
        input();
        for (GraphNode node : orderOfComputation()) {
            OperatorTranslator operator = OPERATORS.get(node.op());
            if (operator == null) {
                throw node.error(
                        node.op().equals("Placeholder")
                                ? "is an input that the cut does not provide"
                                : "this operation is not supported");
            }
            context.define(node.name(), operator.translate(node, context));
        }
        for (Subgraph.Output output : cut.outputs()) {
            output(output);
        }
        return context.onnx.build();
    }

    private void input() throws ModelException {
        String entered = model.node(cut.input()).name();
        int rank = cut.shape().size();
        context.onnx.input(INPUT, cut.shape(), OPEN_AXES);
        String value = rank == 4 ? context.toNchw(INPUT, INPUT + "/nchw") : INPUT;
        context.define(entered, OnnxValue.of(value, rank));
    }

    private void output(Subgraph.Output output) throws ModelException {
        OnnxGraph onnx = context.onnx;
        OnnxValue value = context.value(output.node());
        List<String> read = List.of(value.name());
        if (output.pooling() == Subgraph.Pooling.NONE) {
            if (!output.name().equals(value.name())) {
                onnx.add("Identity", read, output.name());
            }
            onnx.output(output.name(), value.rank());
            return;
        }
        if (value.rank() != 4) {
            throw model.node(output.node()).error("is not a feature map, it cannot be pooled");
        }
        if (output.pooling() == Subgraph.Pooling.WINDOWS) {
            onnx.output(ShapeOperators.windows(value, output.name(), context).name(), 3);
            return;
        }
        String op =
                output.pooling() == Subgraph.Pooling.MAX ? "GlobalMaxPool" : "GlobalAveragePool";
        String pooled = onnx.add(op, read, output.name() + "/pooled");
        onnx.output(ShapeOperators.flat(pooled, output.name(), context).name(), 2);
    }

    /** The nodes to compute, each after its inputs; without recursion, however deep they lie. */
    private List<GraphNode> orderOfComputation() throws ModelException {
        List<GraphNode> order = new ArrayList<>();
        Set<String> done = new HashSet<>(Set.of(cut.input()));
        Set<String> open = new HashSet<>();
        Deque<String> path = new ArrayDeque<>();
        cut.outputs().reversed().forEach(output -> path.push(output.node()));
        while (!path.isEmpty()) {
            GraphNode node = model.node(path.peek());
            if (done.contains(node.name())) {
                path.pop();
            } else if (open.add(node.name())) {
                push(node, done, open, path);
            } else {
                path.pop();
                done.add(node.name());
                order.add(node);
            }
        }
        return order;
    }

    private void push(GraphNode node, Set<String> done, Set<String> open, Deque<String> path)
            throws ModelException {
        for (String input : node.inputs().reversed()) {
            if (done.contains(input) || model.constant(input) != null) {
                continue;
            }
            if (open.contains(input)) {
                throw node.error("the graph runs in a circle through '" + input + "'");
            }
            path.push(input);
        }
    }
}

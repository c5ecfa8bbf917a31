package dev.framewatch.model.graph;

import static java.util.Map.entry;

import dev.framewatch.model.ModelException;
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

    private static final Map<String, Operator> OPERATORS =
            Map.ofEntries(
                    entry("Identity", Shapes::identity),
                    entry("Conv2D", Convolutions::convolution),
                    entry("_FusedConv2D", Convolutions::convolution),
                    entry("DepthwiseConv2dNative", Convolutions::depthwise),
                    entry("FusedDepthwiseConv2dNative", Convolutions::depthwise),
                    entry("MaxPool", Convolutions::maxPool),
                    entry("AvgPool", Convolutions::averagePool),
                    entry("MatMul", Convolutions::matrixProduct),
                    entry("_FusedMatMul", Convolutions::matrixProduct),
                    entry("Add", Elementwise.binary("Add")),
                    entry("AddV2", Elementwise.binary("Add")),
                    entry("BiasAdd", Elementwise.binary("Add")),
                    entry("Sub", Elementwise.binary("Sub")),
                    entry("Mul", Elementwise.binary("Mul")),
                    entry("RealDiv", Elementwise.binary("Div")),
                    entry("Minimum", Elementwise::minimum),
                    entry("Maximum", Elementwise::maximum),
                    entry("Relu", Elementwise.clip(0, Float.POSITIVE_INFINITY)),
                    entry("Relu6", Elementwise.clip(0, 6)),
                    entry("Abs", Elementwise.unary("Abs")),
                    entry("Neg", Elementwise.unary("Neg")),
                    entry("Sigmoid", Elementwise.unary("Sigmoid")),
                    entry("Softmax", Elementwise::softmax),
                    entry("Mean", Shapes::mean),
                    entry("Reshape", Shapes::reshape),
                    entry("Squeeze", Shapes::squeeze),
                    entry("ConcatV2", Shapes::concatenation),
                    entry("Pad", Shapes::pad),
                    entry("PadV2", Shapes::pad));

    private final GraphModel model;
    private final GraphCut cut;
    private final Translation translation;

    private GraphModelConverter(GraphModel model, GraphCut cut) {
        this.model = model;
        this.cut = cut;
        this.translation = new Translation(model);
    }

    /**
     * Converts the part of the model that the cut describes.
     *
     * @throws ModelException when the graph lacks a node, runs in a circle, needs another input, or
     *     has an operation that is not supported, naming the node and the operation
     */
    public static ModelProto convert(GraphModel model, GraphCut cut) throws ModelException {
        try {
            return new GraphModelConverter(model, cut).convert();
        } catch (ModelException e) {
            throw new ModelException(model.source() + ": " + e.getMessage(), e);
        }
    }

    private ModelProto convert() throws ModelException {
        input();
        for (GraphNode node : orderOfComputation()) {
            Operator operator = OPERATORS.get(node.op());
            if (operator == null) {
                throw node.error(
                        node.op().equals("Placeholder")
                                ? "is an input that the cut does not provide"
                                : "this operation is not supported");
            }
            translation.define(node.name(), operator.translate(node, translation));
        }
        for (GraphCut.Output output : cut.outputs()) {
            output(output);
        }
        return translation.onnx.build();
    }

    private void input() throws ModelException {
        String entered = model.node(cut.input()).name();
        int rank = cut.shape().size();
        translation.onnx.input(INPUT, cut.shape(), OPEN_AXES);
        String value = rank == 4 ? translation.toNchw(INPUT, INPUT + "/nchw") : INPUT;
        translation.define(entered, Value.of(value, rank));
    }

    private void output(GraphCut.Output output) throws ModelException {
        OnnxGraph onnx = translation.onnx;
        Value value = translation.value(output.node());
        List<String> read = List.of(value.name());
        if (output.pooling() == GraphCut.Pooling.NONE) {
            if (!output.name().equals(value.name())) {
                onnx.add("Identity", read, output.name());
            }
            onnx.output(output.name(), value.rank());
            return;
        }
        if (value.rank() != 4) {
            throw model.node(output.node()).error("is not a feature map, it cannot be pooled");
        }
        if (output.pooling() == GraphCut.Pooling.WINDOWS) {
            onnx.output(Shapes.windows(value, output.name(), translation).name(), 3);
            return;
        }
        String op =
                output.pooling() == GraphCut.Pooling.MAX ? "GlobalMaxPool" : "GlobalAveragePool";
        String pooled = onnx.add(op, read, output.name() + "/pooled");
        onnx.output(Shapes.flat(pooled, output.name(), translation).name(), 2);
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

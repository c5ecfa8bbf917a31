package dev.framewatch.model.graph;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.framewatch.model.onnx.AttributeProto;
import dev.framewatch.model.onnx.GraphProto;
import dev.framewatch.model.onnx.ModelProto;
import dev.framewatch.model.onnx.NodeProto;
import dev.framewatch.model.onnx.OperatorSetIdProto;
import dev.framewatch.model.onnx.TensorProto;
import dev.framewatch.model.onnx.TensorShapeProto;
import dev.framewatch.model.onnx.TypeProto;
import dev.framewatch.model.onnx.ValueInfoProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Builder for an ONNX graph with float32 values and operator set 13. */
public final class OnnxGraph {
    private static final int OPERATOR_SET = 13;
    private static final int IR_VERSION = 7;

    // TensorProto.DataType
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("graph");
    private final List<NodeProto> nodes = new ArrayList<>();
    private final Map<String, TensorProto> constants = new LinkedHashMap<>();

    /** Adds an operation with a single output and returns the output's name. */
    public String add(String op, List<String> inputs, String output, AttributeProto... attributes) {
        nodes.add(node(op, inputs, output, attributes));
        return output;
    }

    /** Returns an operation that has the name of its single output. */
    static NodeProto node(
            String op, List<String> inputs, String output, AttributeProto... attributes) {
        return NodeProto.newBuilder()
                .setOpType(op)
                .setName(output)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(Arrays.asList(attributes))
                .build();
    }

    /**
     * Adds a float32 constant, unless one of this name exists, and returns its name. Denormal
     * numbers become 0: they make no difference, but processors are ten times slower with them.
     */
    public String floats(String name, int[] shape, float[] values) {
        long[] axes = Arrays.stream(shape).asLongStream().toArray();
        constants.putIfAbsent(name, tensor(name, axes, values));
        return name;
    }

    /** Returns a float32 tensor without denormal numbers. */
    static TensorProto tensor(String name, long[] shape, float[] values) {
        return tensor(
                name,
                FLOAT,
                shape,
                littleEndian(
                        values.length * Float.BYTES,
                        bytes -> {
                            for (float value : values) {
                                bytes.putFloat(
                                        Math.abs(value) < Float.MIN_NORMAL && value != 0
                                                ? 0
                                                : value);
                            }
                        }));
    }

    /**
     * Adds a one-dimensional int64 constant, unless one of this name exists, and returns its name.
     */
    public String longs(String name, long... values) {
        constants.putIfAbsent(
                name,
                tensor(
                        name,
                        INT64,
                        new long[] {values.length},
                        littleEndian(
                                values.length * Long.BYTES,
                                bytes -> bytes.asLongBuffer().put(values))));
        return name;
    }

    /**
     * Declares an input.
     *
     * @param shape length of each axis; {@link Subgraph#ANY} for a dynamic axis
     * @param axisNames name of each axis, used for the dynamic ones
     */
    public void input(String name, List<Integer> shape, List<String> axisNames) {
        TensorShapeProto.Builder axes = TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.size(); i++) {
            int length = shape.get(i);
            axes.addDim(
                    length == Subgraph.ANY
                            ? dimension().setDimParam(axisNames.get(i))
                            : dimension().setDimValue(length));
        }
        graph.addInput(value(name, axes));
    }

    void output(String name, int rank) {
        output(name, Collections.nCopies(rank, Subgraph.ANY));
    }

    /**
     * Declares an output.
     *
     * @param shape length of each axis; {@link Subgraph#ANY} for a dynamic axis
     */
    public void output(String name, List<Integer> shape) {
        TensorShapeProto.Builder axes = TensorShapeProto.newBuilder();
        for (int length : shape) {
            axes.addDim(length == Subgraph.ANY ? dimension() : dimension().setDimValue(length));
        }
        graph.addOutput(value(name, axes));
    }

    /** Returns the model without nodes and constants that no output depends on. */
    public ModelProto build() {
        Set<String> needed = new HashSet<>();
        graph.getOutputList().forEach(output -> needed.add(output.getName()));
        List<NodeProto> kept = new ArrayList<>();
        for (NodeProto node : nodes.reversed()) { // in topological order
            if (needed.contains(node.getOutput(0))) {
                needed.addAll(node.getInputList());
                kept.add(node);
            }
        }
        graph.addAllNode(kept.reversed());
        constants.values().stream()
                .filter(constant -> needed.contains(constant.getName()))
                .forEach(graph::addInitializer);
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("framewatch")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .setGraph(graph)
                .build();
    }

    /** Returns an integer attribute. */
    public static AttributeProto intAttribute(String name, long value) {
        return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
    }

    /** Returns an attribute that is a list of integers. */
    public static AttributeProto intsAttribute(String name, long... values) {
        AttributeProto.Builder attribute = attribute(name, AttributeProto.AttributeType.INTS);
        Arrays.stream(values).forEach(attribute::addInts);
        return attribute.build();
    }

    /** Returns a float attribute. */
    public static AttributeProto floatAttribute(String name, float value) {
        return attribute(name, AttributeProto.AttributeType.FLOAT).setF(value).build();
    }

    /** Returns a string attribute. */
    public static AttributeProto stringAttribute(String name, String value) {
        return attribute(name, AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    private static AttributeProto.Builder attribute(
            String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }

    private static TensorProto tensor(String name, int type, long[] shape, ByteString bytes) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(type).setRawData(bytes);
        Arrays.stream(shape).forEach(tensor::addDims);
        return tensor.build();
    }

    private static ByteString littleEndian(int length, Consumer<ByteBuffer> fill) {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        fill.accept(bytes);
        return UnsafeByteOperations.unsafeWrap(bytes.array());
    }

    private static TensorShapeProto.Dimension.Builder dimension() {
        return TensorShapeProto.Dimension.newBuilder();
    }

    private static ValueInfoProto value(String name, TensorShapeProto.Builder shape) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        TypeProto.newBuilder()
                                .setTensorType(
                                        TypeProto.Tensor.newBuilder()
                                                .setElemType(FLOAT)
                                                .setShape(shape)))
                .build();
    }
}

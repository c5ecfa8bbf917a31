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

/** An ONNX graph under construction, float32 throughout, of operator set 13. */
public final class OnnxGraph {
    private static final int OPERATOR_SET = 13;
    private static final int IR_VERSION = 7;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("graph");
    private final List<NodeProto> nodes = new ArrayList<>();
    private final Map<String, TensorProto> constants = new LinkedHashMap<>();

    /** Adds an operation with one output, and answers the output's name. */
    public String add(String op, List<String> inputs, String output, AttributeProto... attributes) {
        nodes.add(
                NodeProto.newBuilder()
                        .setOpType(op)
                        .setName(output)
                        .addAllInput(inputs)
                        .addOutput(output)
                        .addAllAttribute(Arrays.asList(attributes))
                        .build());
        return output;
    }

    /** Adds a constant unless it is there already, and answers its name. */
    public String floats(String name, int[] shape, float[] values) {
        return constant(
                name,
                FLOAT,
                shape,
                little(values.length * Float.BYTES, bytes -> bytes.asFloatBuffer().put(values)));
    }

    /** Adds a list of whole numbers, and answers its name. */
    public String longs(String name, long... values) {
        return constant(
                name,
                INT64,
                new int[] {values.length},
                little(values.length * Long.BYTES, bytes -> bytes.asLongBuffer().put(values)));
    }

    /**
     * Declares an input.
     *
     * @param shape {@link Subgraph#ANY} leaves an axis open
     * @param openAxes what the axes are called where they are open
     */
    public void input(String name, List<Integer> shape, List<String> openAxes) {
        TensorShapeProto.Builder axes = TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.size(); i++) {
            int length = shape.get(i);
            axes.addDim(
                    length == Subgraph.ANY
                            ? dimension().setDimParam(openAxes.get(i))
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
     * @param shape {@link Subgraph#ANY} leaves an axis open
     */
    public void output(String name, List<Integer> shape) {
        TensorShapeProto.Builder axes = TensorShapeProto.newBuilder();
        for (int length : shape) {
            axes.addDim(length == Subgraph.ANY ? dimension() : dimension().setDimValue(length));
        }
        graph.addOutput(value(name, axes));
    }

    /** The model, without what no output needs. */
    public ModelProto build() {
        Set<String> needed = new HashSet<>();
        graph.getOutputList().forEach(output -> needed.add(output.getName()));
        List<NodeProto> kept = new ArrayList<>();
        for (NodeProto node : nodes.reversed()) { // they stand in the order of computation
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

    /** An attribute that is one whole number. */
    public static AttributeProto number(String name, long value) {
        return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
    }

    /** An attribute of whole numbers. */
    public static AttributeProto numbers(String name, long... values) {
        AttributeProto.Builder attribute = attribute(name, AttributeProto.AttributeType.INTS);
        Arrays.stream(values).forEach(attribute::addInts);
        return attribute.build();
    }

    /** An attribute that is one real number. */
    public static AttributeProto real(String name, float value) {
        return attribute(name, AttributeProto.AttributeType.FLOAT).setF(value).build();
    }

    /** An attribute that is text. */
    public static AttributeProto text(String name, String value) {
        return attribute(name, AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    private static AttributeProto.Builder attribute(
            String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }

    private String constant(String name, int type, int[] shape, ByteString bytes) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(type).setRawData(bytes);
        Arrays.stream(shape).forEach(tensor::addDims);
        constants.putIfAbsent(name, tensor.build());
        return name;
    }

    private static ByteString little(int length, Consumer<ByteBuffer> fill) {
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

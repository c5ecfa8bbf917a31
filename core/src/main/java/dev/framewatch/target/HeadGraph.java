package dev.framewatch.target;

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
import java.util.List;

/**
 * Builds the ONNX graph of a head: features [N, D] to probabilities [N, 1]. The same calls give the
 * same bytes.
 */
public final class HeadGraph {
    /** The name of the graph's input. */
    public static final String FEATURES = "features";

    private static final String SCORE = "score";
    private static final int FLOAT = 1;
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("head");
    private int nodes;

    /**
     * @param dimensions D, how many numbers describe one row
     */
    public HeadGraph(int dimensions) {
        graph.addInput(value(FEATURES, dimensions));
    }

    /**
     * A layer {@code input * weights + bias}.
     *
     * @param weights row-major, [inputs, outputs]
     * @param bias a number for each output
     * @return the name of its value, [N, outputs]
     */
    public String gemm(String input, float[] weights, float[] bias) {
        int number = nodes;
        String matrix = "weights_" + number;
        String offset = "bias_" + number;
        graph.addInitializer(
                tensor(matrix, weights, weights.length / bias.length, (long) bias.length));
        graph.addInitializer(tensor(offset, bias, bias.length));
        return apply("Gemm", input, matrix, offset);
    }

    /** A number that is the same for every row, [1]. */
    public String constant(float number) {
        String name = "constant_" + graph.getInitializerCount();
        graph.addInitializer(tensor(name, new float[] {number}, 1));
        return name;
    }

    /**
     * An operation without attributes.
     *
     * @return the name of its value
     */
    public String apply(String operation, String... inputs) {
        return add(NodeProto.newBuilder().setOpType(operation).addAllInput(List.of(inputs)));
    }

    /** As {@link #apply(String, String...)}, along an axis. */
    public String applyAlong(int axis, String operation, String input) {
        return add(
                NodeProto.newBuilder()
                        .setOpType(operation)
                        .addInput(input)
                        .addAttribute(
                                AttributeProto.newBuilder()
                                        .setName("axis")
                                        .setType(AttributeProto.AttributeType.INT)
                                        .setI(axis)));
    }

    /** A reduction of the numbers of each row to one, [N, 1]. */
    public String reduce(String operation, String input) {
        return add(
                NodeProto.newBuilder()
                        .setOpType(operation)
                        .addInput(input)
                        .addAttribute(
                                AttributeProto.newBuilder()
                                        .setName("axes")
                                        .setType(AttributeProto.AttributeType.INTS)
                                        .addInts(1)));
    }

    private String add(NodeProto.Builder node) {
        String name = "node_" + nodes++;
        graph.addNode(node.setName(name).addOutput(name + "_value"));
        return name + "_value";
    }

    /** The finished file, whose output is the sigmoid of a value [N, 1]. */
    public byte[] squash(String logit) {
        graph.addNode(
                NodeProto.newBuilder()
                        .setName("squash")
                        .setOpType("Sigmoid")
                        .addInput(logit)
                        .addOutput(SCORE));
        graph.addOutput(value(SCORE, 1));
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("framewatch")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static ValueInfoProto value(String name, int columns) {
        TensorShapeProto shape =
                TensorShapeProto.newBuilder()
                        .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"))
                        .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns))
                        .build();
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

    private static TensorProto tensor(String name, float[] values, long... dims) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(FLOAT)
                        .setRawData(UnsafeByteOperations.unsafeWrap(bytes.array()));
        for (long dim : dims) {
            tensor.addDims(dim);
        }
        return tensor.build();
    }
}

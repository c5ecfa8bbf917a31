package dev.framewatch.target;

import com.google.protobuf.ByteString;
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

/** Logistic regression as an ONNX graph: features [N, D] to probabilities [N, 1]. */
public final class LinearHead {
    private static final int FLOAT = 1;
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private LinearHead() {}

    /** The graph of {@code sigmoid(weights . x + bias)}; the same numbers give the same bytes. */
    public static byte[] onnx(float[] weights, float bias) {
        GraphProto graph =
                GraphProto.newBuilder()
                        .setName("head")
                        .addInput(value("features", weights.length))
                        .addOutput(value("score", 1))
                        .addInitializer(tensor("weights", weights, weights.length, 1))
                        .addInitializer(tensor("bias", new float[] {bias}, 1))
                        .addNode(
                                NodeProto.newBuilder()
                                        .setName("weigh")
                                        .setOpType("Gemm")
                                        .addInput("features")
                                        .addInput("weights")
                                        .addInput("bias")
                                        .addOutput("logit")
                                        .addAttribute(
                                                AttributeProto.newBuilder()
                                                        .setName("alpha")
                                                        .setType(AttributeProto.AttributeType.FLOAT)
                                                        .setF(1)))
                        .addNode(
                                NodeProto.newBuilder()
                                        .setName("squash")
                                        .setOpType("Sigmoid")
                                        .addInput("logit")
                                        .addOutput("score"))
                        .build();
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
                        .setRawData(ByteString.copyFrom(bytes));
        for (long dim : dims) {
            tensor.addDims(dim);
        }
        return tensor.build();
    }
}

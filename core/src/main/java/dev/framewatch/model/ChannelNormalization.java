package dev.framewatch.model;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.framewatch.error.ModelException;
import dev.framewatch.model.ModelInput.Layout;
import dev.framewatch.model.onnx.GraphProto;
import dev.framewatch.model.onnx.ModelProto;
import dev.framewatch.model.onnx.NodeProto;
import dev.framewatch.model.onnx.TensorProto;
import dev.framewatch.model.onnx.ValueInfoProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Puts a division of each colour by a number of its own before a model, so that networks trained
 * with a standard deviation for each colour need no preprocessing that others do not.
 */
final class ChannelNormalization {
    private static final int FLOAT = 1;
    private static final String DIVIDED = "framewatch/before_division";
    private static final String FACTORS = "framewatch/colour_factors";

    private ChannelNormalization() {}

    /**
     * The model with another input, {@value #DIVIDED}; nothing else in it changes.
     *
     * @param onnx a model that was checked
     * @param input what it wants to see after the division
     * @param deviation three numbers in the order of the colours
     */
    static byte[] before(byte[] onnx, ModelInput input, List<Float> deviation)
            throws ModelException {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(onnx);
        } catch (InvalidProtocolBufferException e) {
            throw new ModelException("not a whole ONNX file: " + e.getMessage(), e);
        }
        GraphProto.Builder graph = model.getGraph().toBuilder();
        NodeProto division =
                NodeProto.newBuilder()
                        .setName(FACTORS)
                        .setOpType("Mul")
                        .addInput(DIVIDED)
                        .addInput(FACTORS)
                        .addOutput(input.name())
                        .build();
        graph.clearNode().addNode(division).addAllNode(model.getGraph().getNodeList());
        for (int i = 0; i < graph.getInputCount(); i++) {
            ValueInfoProto value = graph.getInput(i);
            if (value.getName().equals(input.name())) {
                graph.setInput(i, value.toBuilder().setName(DIVIDED));
            }
        }
        graph.addInitializer(factors(input.layout(), deviation));
        return model.toBuilder().setGraph(graph).build().toByteArray();
    }

    private static TensorProto factors(Layout layout, List<Float> deviation) {
        ByteBuffer bytes =
                ByteBuffer.allocate(deviation.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        deviation.forEach(one -> bytes.putFloat(1 / one));
        List<Long> shape =
                layout == Layout.NHWC ? List.of(1L, 1L, 1L, 3L) : List.of(1L, 3L, 1L, 1L);
        return TensorProto.newBuilder()
                .setName(FACTORS)
                .setDataType(FLOAT)
                .addAllDims(shape)
                .setRawData(ByteString.copyFrom(bytes.array()))
                .build();
    }
}

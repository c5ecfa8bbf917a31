package dev.framewatch.model;

import com.google.protobuf.ByteString;
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
 * Prepends a per-channel division to a model, so that networks trained with a standard deviation
 * per channel need no special preprocessing.
 */
final class ChannelNormalization {
    private static final int FLOAT = 1; // TensorProto.DataType
    private static final String INPUT = "framewatch/before_division";
    private static final String FACTORS = "framewatch/colour_factors";

    private ChannelNormalization() {}

    /**
     * Returns the model with the division prepended. Its new input is {@value #INPUT}; the rest of
     * the graph is unchanged.
     *
     * @param onnx a validated model
     * @param input the model's input before the change
     * @param deviation standard deviation of each channel, in the channel order of the input
     * @throws ModelException if the model cannot be parsed
     */
    static byte[] before(byte[] onnx, ModelInput input, List<Float> deviation)
            throws ModelException {
        ModelProto model = OnnxFile.parseValidated(onnx);
        GraphProto.Builder graph = model.getGraph().toBuilder();
        NodeProto scaling =
                NodeProto.newBuilder()
                        .setName(FACTORS)
                        .setOpType("Mul")
                        .addInput(INPUT)
                        .addInput(FACTORS)
                        .addOutput(input.name())
                        .build();
        graph.clearNode().addNode(scaling).addAllNode(model.getGraph().getNodeList());
        for (int i = 0; i < graph.getInputCount(); i++) {
            ValueInfoProto value = graph.getInput(i);
            if (value.getName().equals(input.name())) {
                graph.setInput(i, value.toBuilder().setName(INPUT));
            }
        }
        graph.addInitializer(factors(input.layout(), deviation));
        return model.toBuilder().setGraph(graph).build().toByteArray();
    }

    private static TensorProto factors(Layout layout, List<Float> deviation) {
        ByteBuffer bytes =
                ByteBuffer.allocate(deviation.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        deviation.forEach(value -> bytes.putFloat(1 / value));
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

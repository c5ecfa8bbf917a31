package dev.framewatch.targets;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.framewatch.model.onnx.ModelProto;
import dev.framewatch.model.onnx.NodeProto;
import dev.framewatch.model.onnx.TensorProto;
import java.util.Set;

/**
 * Validates a head before ONNX Runtime loads it: allows only the operators that heads need, no
 * loops and no external files.
 */
final class HeadValidator {
    private static final Set<String> OPERATORS =
            Set.of(
                    "Add",
                    "BatchNormalization",
                    "Div",
                    "Dropout",
                    "Elu",
                    "Flatten",
                    "Gemm",
                    "Identity",
                    "MatMul",
                    "Max",
                    "Mul",
                    "ReduceLogSumExp",
                    "ReduceMax",
                    "Relu",
                    "Reshape",
                    "Sigmoid",
                    "Softmax",
                    "Squeeze",
                    "Sub",
                    "Tanh",
                    "Unsqueeze");

    private HeadValidator() {}

    /**
     * @throws IllegalArgumentException naming what is not allowed
     */
    static void check(byte[] onnx) {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(onnx);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not an ONNX file: " + e.getMessage(), e);
        }
        if (model.getFunctionsCount() > 0) {
            throw new IllegalArgumentException("it defines custom functions");
        }
        for (NodeProto node : model.getGraph().getNodeList()) {
            if (!node.getDomain().isEmpty() || !OPERATORS.contains(node.getOpType())) {
                throw new IllegalArgumentException(
                        "operator %s%s is not allowed in a head"
                                .formatted(node.getDomain(), node.getOpType()));
            }
        }
        for (TensorProto weights : model.getGraph().getInitializerList()) {
            if (weights.getExternalDataCount() > 0
                    || weights.getDataLocation() != TensorProto.DataLocation.DEFAULT) {
                throw new IllegalArgumentException(
                        "weights '%s' are stored in another file".formatted(weights.getName()));
            }
        }
    }
}

package dev.framewatch.targets;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.framewatch.model.onnx.ModelProto;
import dev.framewatch.model.onnx.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logistic regression; in a file, an ONNX graph: features [N, D] to probabilities [N, 1]. */
public final class LinearHead implements Head {
    private final float[] weights;
    private final float bias;

    private LinearHead(float[] weights, float bias) {
        this.weights = weights;
        this.bias = bias;
    }

    /** Returns the graph of {@code sigmoid(weights . x + bias)}; deterministic. */
    public static byte[] onnx(float[] weights, float bias) {
        HeadGraphBuilder graph = new HeadGraphBuilder(weights.length);
        return graph.squash(graph.gemm(HeadGraphBuilder.FEATURES, weights, new float[] {bias}));
    }

    /** Returns the head with this graph; null unless {@link #onnx} made every byte of it. */
    static @Nullable LinearHead read(byte[] onnx) {
        List<TensorProto> constants;
        try {
            constants = ModelProto.parseFrom(onnx).getGraph().getInitializerList();
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
        if (constants.size() != 2) {
            return null;
        }
        float[] weights = floats(constants.getFirst());
        float[] bias = floats(constants.getLast());
        return weights.length > 0 && bias.length == 1 && Arrays.equals(onnx, onnx(weights, bias[0]))
                ? new LinearHead(weights, bias[0])
                : null;
    }

    private static float[] floats(TensorProto tensor) {
        ByteBuffer bytes =
                tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    int dimensions() {
        return weights.length;
    }

    @Override
    public float[] predict(List<float[]> rows) {
        float[] scores = new float[rows.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) (1 / (1 + Math.exp(-(bias + product(rows.get(i))))));
        }
        return scores;
    }

    /** Four sums at a time, since each addition waits for the one before. */
    private double product(float[] row) {
        int even = weights.length & -4;
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int i = 0; i < even; i += 4) {
            a += (double) weights[i] * row[i];
            b += (double) weights[i + 1] * row[i + 1];
            c += (double) weights[i + 2] * row[i + 2];
            d += (double) weights[i + 3] * row[i + 3];
        }
        for (int i = even; i < weights.length; i++) {
            a += (double) weights[i] * row[i];
        }
        return a + b + c + d;
    }

    @Override
    public void close() {}
}

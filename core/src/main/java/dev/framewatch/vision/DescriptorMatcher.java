package dev.framewatch.vision;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.framewatch.model.OnnxRuntime;
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
import java.nio.FloatBuffer;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Finds the two nearest key points of a frame for each of a set of descriptors (exact k-nearest
 * neighbours). Distances between unit vectors follow from one matrix product, which ONNX Runtime
 * computes fastest. Matches of one descriptor do not depend on the other descriptors. Thread-safe.
 */
public final class DescriptorMatcher {
    private static final String WANTED = "wanted";
    private static final String FRAME = "frame";
    private static final String LIKENESS = "likeness";
    private static final String POINT = "point";
    private static final int FLOAT = 1;
    private static final int LONG = 7;
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    /** Number of matches per descriptor. */
    public static final int EACH = 2;

    private final FloatBuffer wanted;
    private final int count;

    /**
     * Creates a matcher for a set of descriptors.
     *
     * @param descriptors {@link LocalFeatures#LENGTH} values each, of unit length; copied
     */
    public DescriptorMatcher(float[] descriptors) {
        this.count = descriptors.length / LocalFeatures.LENGTH;
        this.wanted =
                ByteBuffer.allocateDirect(Float.BYTES * descriptors.length)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer()
                        .put(descriptors)
                        .rewind();
    }

    /**
     * The nearest key points of a frame: {@value #EACH} consecutive ones per descriptor, nearest
     * first.
     *
     * @param distance Euclidean distances of the descriptors, 0 to 2
     * @param point indices of the frame's key points
     */
    public record Found(float[] distance, int[] point) {}

    /**
     * Matches the descriptors with a frame.
     *
     * @param frame has at least {@value #EACH} key points
     * @throws InferenceException if ONNX Runtime fails
     */
    public Found in(LocalFeatures frame) {
        try (FloatPointer copy = new FloatPointer(frame.descriptors());
                OnnxTensor mine = tensor(wanted.duplicate(), count);
                OnnxTensor theirs = tensor(copy.asBuffer(), frame.count());
                OrtSession.Result result =
                        Search.SESSION.run(Map.of(WANTED, mine, FRAME, theirs))) {
            return found(
                    ((OnnxTensor) result.get(0)).getFloatBuffer().array(),
                    ((OnnxTensor) result.get(1)).getLongBuffer().array());
        } catch (OrtException e) {
            throw new InferenceException("nearest key points", e);
        }
    }

    private static OnnxTensor tensor(FloatBuffer descriptors, int rows) throws OrtException {
        return OnnxTensor.createTensor(
                OnnxRuntime.environment(), descriptors, new long[] {rows, LocalFeatures.LENGTH});
    }

    private static Found found(float[] likeness, long[] points) {
        int[] point = new int[points.length];
        float[] distance = likeness;
        for (int i = 0; i < point.length; i++) {
            point[i] = (int) points[i];
            distance[i] = (float) Math.sqrt(Math.max(0, 2 - 2 * likeness[i]));
        }
        return new Found(distance, point);
    }

    /** Holds the session, which is opened on first use and shared by all matchers. */
    private static final class Search {
        private static final OrtSession SESSION = open();

        private Search() {}

        private static OrtSession open() {
            try (SessionOptions options = new SessionOptions()) {
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                return OnnxRuntime.environment().createSession(graph(), options);
            } catch (OrtException e) {
                throw new InferenceException("nearest key points", e);
            }
        }

        /**
         * Returns the ONNX graph: the product of both descriptor matrices and the top two of each
         * row.
         */
        private static byte[] graph() {
            GraphProto.Builder graph =
                    GraphProto.newBuilder()
                            .setName("nearest")
                            .addInput(value(WANTED, FLOAT, "R", LocalFeatures.LENGTH))
                            .addInput(value(FRAME, FLOAT, "F", LocalFeatures.LENGTH))
                            .addOutput(value(LIKENESS, FLOAT, "R", EACH))
                            .addOutput(value(POINT, LONG, "R", EACH))
                            .addInitializer(
                                    TensorProto.newBuilder()
                                            .setName("each")
                                            .setDataType(LONG)
                                            .addDims(1)
                                            .addInt64Data(EACH))
                            .addNode(
                                    NodeProto.newBuilder()
                                            .setOpType("Gemm")
                                            .addInput(WANTED)
                                            .addInput(FRAME)
                                            .addOutput("products")
                                            .addAttribute(number("transB", 1)))
                            .addNode(
                                    NodeProto.newBuilder()
                                            .setOpType("TopK")
                                            .addInput("products")
                                            .addInput("each")
                                            .addOutput(LIKENESS)
                                            .addOutput(POINT)
                                            .addAttribute(number("axis", 1)));
            return ModelProto.newBuilder()
                    .setIrVersion(IR_VERSION)
                    .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                    .setGraph(graph)
                    .build()
                    .toByteArray();
        }

        private static AttributeProto.Builder number(String name, int value) {
            return AttributeProto.newBuilder()
                    .setName(name)
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(value);
        }

        private static ValueInfoProto value(String name, int type, String rows, int columns) {
            TensorShapeProto.Builder shape =
                    TensorShapeProto.newBuilder()
                            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(rows))
                            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns));
            return ValueInfoProto.newBuilder()
                    .setName(name)
                    .setType(
                            TypeProto.newBuilder()
                                    .setTensorType(
                                            TypeProto.Tensor.newBuilder()
                                                    .setElemType(type)
                                                    .setShape(shape)))
                    .build();
        }
    }
}

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
    private static final String QUERY = "query";
    private static final String FRAME = "frame";
    private static final String SIMILARITY = "similarity";
    private static final String INDEX = "index";
    private static final int FLOAT = 1;
    private static final int LONG = 7;
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    /** Number of matches per descriptor. */
    public static final int NEIGHBOURS = 2;

    private final FloatBuffer query;
    private final int count;

    /**
     * Creates a matcher for a set of descriptors.
     *
     * @param descriptors {@link LocalFeatures#DESCRIPTOR_LENGTH} values each, of unit length;
     *     copied
     */
    public DescriptorMatcher(float[] descriptors) {
        this.count = descriptors.length / LocalFeatures.DESCRIPTOR_LENGTH;
        this.query =
                ByteBuffer.allocateDirect(Float.BYTES * descriptors.length)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer()
                        .put(descriptors)
                        .rewind();
    }

    /**
     * The nearest key points of a frame: {@value #NEIGHBOURS} consecutive ones per descriptor,
     * nearest first.
     *
     * @param distance Euclidean distances of the descriptors, 0 to 2
     * @param index indices of the frame's key points
     */
    public record Matches(float[] distance, int[] index) {}

    /**
     * Matches the descriptors with a frame.
     *
     * @param frame has at least {@value #NEIGHBOURS} key points
     * @throws InferenceException if ONNX Runtime fails
     */
    public Matches match(LocalFeatures frame) {
        try (FloatPointer nativeDescriptors = new FloatPointer(frame.descriptors());
                OnnxTensor queryTensor = tensor(query.duplicate(), count);
                OnnxTensor frameTensor = tensor(nativeDescriptors.asBuffer(), frame.count());
                OrtSession.Result result =
                        SessionHolder.SESSION.run(Map.of(QUERY, queryTensor, FRAME, frameTensor))) {
            return matches(
                    ((OnnxTensor) result.get(0)).getFloatBuffer().array(),
                    ((OnnxTensor) result.get(1)).getLongBuffer().array());
        } catch (OrtException e) {
            throw new InferenceException("descriptor matching", e);
        }
    }

    private static OnnxTensor tensor(FloatBuffer descriptors, int rows) throws OrtException {
        return OnnxTensor.createTensor(
                OnnxRuntime.environment(),
                descriptors,
                new long[] {rows, LocalFeatures.DESCRIPTOR_LENGTH});
    }

    private static Matches matches(float[] similarities, long[] indices) {
        int[] index = new int[indices.length];
        float[] distance = similarities;
        for (int i = 0; i < index.length; i++) {
            index[i] = (int) indices[i];
            distance[i] = (float) Math.sqrt(Math.max(0, 2 - 2 * similarities[i]));
        }
        return new Matches(distance, index);
    }

    /** Holds the session, which is opened on first use and shared by all matchers. */
    private static final class SessionHolder {
        private static final OrtSession SESSION = open();

        private SessionHolder() {}

        private static OrtSession open() {
            try (SessionOptions options = new SessionOptions()) {
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                return OnnxRuntime.environment().createSession(graph(), options);
            } catch (OrtException e) {
                throw new InferenceException("descriptor matching", e);
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
                            .addInput(
                                    tensorInfo(QUERY, FLOAT, "R", LocalFeatures.DESCRIPTOR_LENGTH))
                            .addInput(
                                    tensorInfo(FRAME, FLOAT, "F", LocalFeatures.DESCRIPTOR_LENGTH))
                            .addOutput(tensorInfo(SIMILARITY, FLOAT, "R", NEIGHBOURS))
                            .addOutput(tensorInfo(INDEX, LONG, "R", NEIGHBOURS))
                            .addInitializer(
                                    TensorProto.newBuilder()
                                            .setName("k")
                                            .setDataType(LONG)
                                            .addDims(1)
                                            .addInt64Data(NEIGHBOURS))
                            .addNode(
                                    NodeProto.newBuilder()
                                            .setOpType("Gemm")
                                            .addInput(QUERY)
                                            .addInput(FRAME)
                                            .addOutput("products")
                                            .addAttribute(intAttribute("transB", 1)))
                            .addNode(
                                    NodeProto.newBuilder()
                                            .setOpType("TopK")
                                            .addInput("products")
                                            .addInput("k")
                                            .addOutput(SIMILARITY)
                                            .addOutput(INDEX)
                                            .addAttribute(intAttribute("axis", 1)));
            return ModelProto.newBuilder()
                    .setIrVersion(IR_VERSION)
                    .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                    .setGraph(graph)
                    .build()
                    .toByteArray();
        }

        private static AttributeProto.Builder intAttribute(String name, int value) {
            return AttributeProto.newBuilder()
                    .setName(name)
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(value);
        }

        private static ValueInfoProto tensorInfo(String name, int type, String rows, int columns) {
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

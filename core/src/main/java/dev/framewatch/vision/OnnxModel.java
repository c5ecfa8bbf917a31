package dev.framewatch.vision;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import dev.framewatch.model.ModelInput.Layout;
import dev.framewatch.model.OnnxRuntime;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX graph with one float input, loaded for inference. Each call runs on one thread, and
 * several threads may call concurrently: on a CPU, this is faster than one call on many threads.
 */
public final class OnnxModel implements AutoCloseable {
    private final String name;
    private final OrtSession session;
    private final String inputName;
    private final List<String> outputs;

    private OnnxModel(String name, OrtSession session) {
        this.name = name;
        this.session = session;
        this.inputName = session.getInputNames().iterator().next();
        this.outputs = List.copyOf(session.getOutputNames());
    }

    /**
     * Loads a graph from a file.
     *
     * @throws InvalidModelException if the file cannot be read, ONNX Runtime cannot load it, or it
     *     has more than one input
     */
    public static OnnxModel open(Path onnx) {
        try {
            return open(onnx.toString(), Files.readAllBytes(onnx));
        } catch (IOException e) {
            throw new InvalidModelException(onnx + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Loads a graph from memory.
     *
     * @param name identifies the graph in error messages
     * @throws InvalidModelException if ONNX Runtime cannot load it, or it has more than one input
     */
    public static OnnxModel open(String name, byte[] onnx) {
        return open(name, onnx, OptLevel.ALL_OPT, null);
    }

    /**
     * Loads a graph, optimising it at a given level.
     *
     * @param optimised where to write the optimised graph; null to write none
     */
    static OnnxModel open(String name, byte[] onnx, OptLevel level, @Nullable Path optimised) {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(level);
            // hides the warning that an optimised graph fits this machine only, which is intended
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            if (optimised != null) {
                options.setOptimizedModelFilePath(optimised.toString());
            }
            OrtSession session = OnnxRuntime.environment().createSession(onnx, options);
            if (session.getNumInputs() != 1) {
                session.close();
                throw new InvalidModelException(
                        "%s: expected one input, but the model has %d"
                                .formatted(name, session.getNumInputs()));
            }
            return new OnnxModel(name, session);
        } catch (OrtException e) {
            throw new InvalidModelException(
                    name + ": ONNX Runtime cannot load the model: " + e.getMessage(), e);
        }
    }

    /** Returns the shape of the input; -1 where a dimension is variable. */
    public long[] inputShape() {
        try {
            return shape(session.getInputInfo().get(inputName));
        } catch (OrtException e) {
            throw new InferenceException(name, e);
        }
    }

    /**
     * Returns the shape of an output; -1 where a dimension is variable.
     *
     * @param index 0-based, in the graph's order
     */
    public long[] outputShape(int index) {
        try {
            return shape(session.getOutputInfo().get(outputs.get(index)));
        } catch (OrtException e) {
            throw new InferenceException(name, e);
        }
    }

    /** Returns the order of the axes of the input, which is a batch of images. */
    public Layout imageLayout() {
        long[] shape = inputShape();
        return shape.length == 4 && shape[1] == 3 && shape[3] != 3 ? Layout.NCHW : Layout.NHWC;
    }

    /** Returns the names of the outputs, in the graph's order. */
    public List<String> outputs() {
        return outputs;
    }

    private long[] shape(@Nullable NodeInfo node) {
        if (node == null || !(node.getInfo() instanceof TensorInfo tensor)) {
            throw new InvalidModelException(name + ": inputs and outputs must be tensors");
        }
        return tensor.getShape();
    }

    /**
     * Runs the graph.
     *
     * @param values as many floats as {@code shape} implies, from position 0; a direct buffer is
     *     not copied
     * @return the outputs in the graph's order
     * @throws InferenceException if ONNX Runtime fails
     */
    List<Tensor> run(FloatBuffer values, long... shape) {
        try (OnnxTensor in =
                        OnnxTensor.createTensor(OnnxRuntime.environment(), values.rewind(), shape);
                OrtSession.Result result = session.run(Map.of(inputName, in))) {
            List<Tensor> tensors = new ArrayList<>(outputs.size());
            for (int i = 0; i < outputs.size(); i++) {
                OnnxTensor output = (OnnxTensor) result.get(i);
                float[] data = new float[Math.toIntExact(output.getInfo().getNumElements())];
                output.getFloatBuffer().get(data);
                tensors.add(new Tensor(output.getInfo().getShape(), data));
            }
            return tensors;
        } catch (OrtException e) {
            throw new InferenceException(name, e);
        }
    }

    /**
     * Returns the first output for a batch of vectors, one value per vector.
     *
     * @param rows at least one, all of the same length
     * @throws InferenceException if ONNX Runtime fails or the number of values differs
     */
    public float[] predict(List<float[]> rows) {
        int length = rows.getFirst().length;
        FloatBuffer values = FloatBuffer.allocate(rows.size() * length);
        rows.forEach(values::put);
        float[] output = run(values, rows.size(), length).getFirst().data();
        if (output.length != rows.size()) {
            throw new InferenceException(
                    name,
                    new IllegalStateException(
                            output.length + " values for " + rows.size() + " vectors"));
        }
        return output;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new InferenceException(name, e);
        }
    }

    /**
     * A float tensor, row-major.
     *
     * @param shape size of each axis
     * @param data as many values as the shape implies
     */
    record Tensor(long[] shape, float[] data) {}
}

package dev.framewatch.vision;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
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
 * An ONNX graph with one float input, ready to run. One call runs on one thread; several threads
 * may call at once, which on a CPU beats many threads on one call.
 */
public final class OnnxModel implements AutoCloseable {
    private final String name;
    private final OrtSession session;
    private final String input;
    private final List<String> outputs;

    private OnnxModel(String name, OrtSession session) {
        this.name = name;
        this.session = session;
        this.input = session.getInputNames().iterator().next();
        this.outputs = List.copyOf(session.getOutputNames());
    }

    /**
     * Loads a graph from a file.
     *
     * @throws InvalidModelException when ONNX Runtime cannot load it, or it has more than one input
     */
    public static OnnxModel open(Path onnx) {
        try {
            return open(onnx.toString(), Files.readAllBytes(onnx));
        } catch (IOException e) {
            throw new InvalidModelException(onnx + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Loads a graph from memory; {@code name} is what errors call it.
     *
     * @throws InvalidModelException as {@link #open(Path)}
     */
    public static OnnxModel open(String name, byte[] onnx) {
        return open(name, onnx, OptLevel.ALL_OPT, null);
    }

    /**
     * Loads a graph that ONNX Runtime has optimised before, or has it optimise one.
     *
     * @param optimised where to write the optimised graph; null if this is one
     */
    static OnnxModel open(String name, byte[] onnx, OptLevel level, @Nullable Path optimised) {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(level);
            // It warns that an optimised graph fits this machine only, which is what it is for.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            if (optimised != null) {
                options.setOptimizedModelFilePath(optimised.toString());
            }
            OrtSession session = OnnxRuntime.environment().createSession(onnx, options);
            if (session.getNumInputs() != 1) {
                session.close();
                throw new InvalidModelException(
                        "%s: a model with one input is needed, this one has %d"
                                .formatted(name, session.getNumInputs()));
            }
            return new OnnxModel(name, session);
        } catch (OrtException e) {
            throw new InvalidModelException(
                    name + ": ONNX Runtime cannot load it: " + e.getMessage(), e);
        }
    }

    /** The input's shape; -1 where the graph takes any size. */
    public long[] inputShape() {
        try {
            return shape(session.getInputInfo().get(input));
        } catch (OrtException e) {
            throw new InferenceException(name, e);
        }
    }

    /** The shape of output {@code index}; -1 where it follows the input. */
    public long[] outputShape(int index) {
        try {
            return shape(session.getOutputInfo().get(outputs.get(index)));
        } catch (OrtException e) {
            throw new InferenceException(name, e);
        }
    }

    public List<String> outputs() {
        return outputs;
    }

    private long[] shape(@Nullable NodeInfo node) {
        if (node == null || !(node.getInfo() instanceof TensorInfo tensor)) {
            throw new InvalidModelException(name + ": its inputs and outputs must be tensors");
        }
        return tensor.getShape();
    }

    /**
     * Runs the graph.
     *
     * @param values as many floats as {@code shape} says, from position 0; a direct buffer is not
     *     copied
     * @return the outputs in the graph's order
     */
    List<Tensor> run(FloatBuffer values, long... shape) {
        try (OnnxTensor in =
                        OnnxTensor.createTensor(OnnxRuntime.environment(), values.rewind(), shape);
                OrtSession.Result result = session.run(Map.of(input, in))) {
            List<Tensor> tensors = new ArrayList<>(outputs.size());
            for (int i = 0; i < outputs.size(); i++) {
                OnnxTensor out = (OnnxTensor) result.get(i);
                float[] data = new float[Math.toIntExact(out.getInfo().getNumElements())];
                out.getFloatBuffer().get(data);
                tensors.add(new Tensor(out.getInfo().getShape(), data));
            }
            return tensors;
        } catch (OrtException e) {
            throw new InferenceException(name, e);
        }
    }

    /**
     * The first output for some rows of input, a number each: what a head makes of vectors.
     *
     * @param rows at least one, of equal length
     */
    public float[] rows(List<float[]> rows) {
        int length = rows.getFirst().length;
        FloatBuffer values = FloatBuffer.allocate(rows.size() * length);
        rows.forEach(values::put);
        float[] out = run(values, rows.size(), length).getFirst().data();
        if (out.length != rows.size()) {
            throw new InferenceException(
                    name, new IllegalStateException(out.length + " numbers for " + rows.size()));
        }
        return out;
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
     * Numbers with a shape, row-major.
     *
     * @param shape the size of each axis
     * @param data as many numbers as the shape says
     */
    record Tensor(long[] shape, float[] data) {}
}

package dev.framewatch.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.framewatch.error.ModelException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs a newly added model once on a black image, so that unsupported models are rejected when they
 * are added rather than during a scan.
 */
final class ModelSmokeTest {
    private ModelSmokeTest() {}

    static void of(Path file, byte[] content, Model model) throws ModelException {
        ModelInput input = model.input();
        long[] shape =
                input.layout() == ModelInput.Layout.NCHW
                        ? new long[] {1, 3, input.height(), input.width()}
                        : new long[] {1, input.height(), input.width(), 3};
        OrtEnvironment environment = OnnxRuntime.environment();
        FloatBuffer black = FloatBuffer.allocate(3 * input.height() * input.width());
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(content, options);
                OnnxTensor image = OnnxTensor.createTensor(environment, black, shape);
                OrtSession.Result result = session.run(Map.of(input.name(), image))) {
            if (model.family() != OutputFormat.YUNET) {
                requireVectors(file, result);
            }
        } catch (OrtException e) {
            throw new ModelException(file + " cannot be run: " + e.getMessage(), e);
        }
    }

    private static void requireVectors(Path file, OrtSession.Result result) throws ModelException {
        for (Map.Entry<String, OnnxValue> output : result) {
            if (!(output.getValue().getInfo() instanceof TensorInfo info)
                    || info.getShape().length != 2
                    || info.getShape()[0] != 1
                    || info.getShape()[1] < 2) {
                throw new ModelException(
                        "refused "
                                + file
                                + ": its output '"
                                + output.getKey()
                                + "' is not one vector per image");
            }
        }
    }
}

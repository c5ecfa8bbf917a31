package dev.framewatch.learn.keras;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.framewatch.model.OnnxRuntime;
import java.nio.FloatBuffer;
import java.util.Map;

/** What an ONNX graph with one input and one output makes of some numbers. */
final class Computed {
    private Computed() {}

    static float[] by(byte[] onnx, float[] input, long... shape) throws OrtException {
        OrtEnvironment environment = OnnxRuntime.environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(onnx, options);
                OnnxTensor tensor =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] copy = new float[values.remaining()];
            values.get(copy);
            return copy;
        }
    }
}

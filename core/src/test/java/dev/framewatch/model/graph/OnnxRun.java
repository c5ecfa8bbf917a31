package dev.framewatch.model.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.framewatch.model.OnnxRuntime;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs an ONNX model once, for tests. */
final class OnnxRun {
    private OnnxRun() {}

    record Output(long[] shape, float[] values) {}

    static Map<String, Output> of(byte[] onnx, long[] shape, float[] input) throws OrtException {
        OrtEnvironment environment = OnnxRuntime.environment();
        Map<String, Output> outputs = new LinkedHashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(onnx, options);
                OnnxTensor tensor =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
                OrtSession.Result result = session.run(Map.of(GraphModelConverter.INPUT, tensor))) {
            for (Map.Entry<String, OnnxValue> output : result) {
                OnnxTensor value = (OnnxTensor) output.getValue();
                FloatBuffer buffer = value.getFloatBuffer();
                float[] values = new float[buffer.remaining()];
                buffer.get(values);
                outputs.put(output.getKey(), new Output(value.getInfo().getShape(), values));
            }
        }
        return outputs;
    }
}

package dev.framewatch.model.graph;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.model.TestModels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The converted models compute what TensorFlow.js computes. The expected values were made once by
 * {@code tfjs-reference.js} (beside the fixtures) with TensorFlow.js 4.22.0 on its plain JavaScript
 * backend, from a picture of arithmetic's making.
 */
class ExactnessTest {
    private static final double TOLERANCE = 1e-4;

    @ParameterizedTest
    @ValueSource(strings = {"faceboxes", "faceres", "mobilenet-v2-mid"})
    void computesWhatTensorFlowComputes(String id) throws Exception {
        byte[] onnx = Files.readAllBytes(TestModels.obtain(id));
        JsonNode expected = fixture(id);
        int height = expected.get("height").intValue();
        int width = expected.get("width").intValue();

        Map<String, OnnxRun.Output> outputs =
                OnnxRun.of(onnx, new long[] {1, height, width, 3}, picture(expected));

        assertThat(outputs).hasSize(expected.get("outputs").size());
        for (JsonNode output : expected.get("outputs")) {
            String name = output.get("name").stringValue();
            compare(requireNonNull(outputs.get(name), name), output);
        }
    }

    private static void compare(OnnxRun.Output actual, JsonNode expected) {
        double norm = expected.get("norm").doubleValue();
        double sum = 0;
        double squares = 0;
        for (float value : actual.values()) {
            sum += value;
            squares += (double) value * value;
        }
        assertThat(Math.sqrt(squares)).isCloseTo(norm, within(norm * TOLERANCE));
        assertThat(sum)
                .isCloseTo(
                        expected.get("sum").doubleValue(),
                        within(norm * Math.sqrt(actual.values().length) * TOLERANCE));
        double largest = 1;
        for (JsonNode value : expected.get("values")) {
            largest = Math.max(largest, Math.abs(value.doubleValue()));
        }
        for (int i = 0; i < expected.get("values").size(); i++) {
            assertThat(actual.values()[position(actual.shape(), i)])
                    .as("%s, value %d", expected.get("name"), i)
                    .isCloseTo(
                            expected.get("values").get(i).floatValue(),
                            within((float) (largest * TOLERANCE)));
        }
    }

    /** Where the value that TensorFlow has at a position of its NHWC order lies in ours. */
    private static int position(long[] shape, int tensorFlow) {
        if (shape.length != 4) {
            return tensorFlow;
        }
        int channels = (int) shape[1];
        int width = (int) shape[3];
        int channel = tensorFlow % channels;
        int x = tensorFlow / channels % width;
        int y = tensorFlow / channels / width;
        return (channel * (int) shape[2] + y) * width + x;
    }

    private static float[] picture(JsonNode fixture) {
        int height = fixture.get("height").intValue();
        int width = fixture.get("width").intValue();
        float[] picture = new float[height * width * 3];
        int random = 12345;
        for (int i = 0; i < picture.length; i++) {
            random = random * 1664525 + 1013904223;
            int colour = i % 3;
            int x = i / 3 % width;
            int y = i / 3 / width;
            int value = ((x * 3 + y * 5 + colour * 40) & 127) + (random >>> 25);
            picture[i] =
                    (value - fixture.get("mean").get(colour).floatValue())
                            / fixture.get("divisor").floatValue();
        }
        return picture;
    }

    private static JsonNode fixture(String id) throws IOException {
        try (InputStream json = ExactnessTest.class.getResourceAsStream("tfjs-" + id + ".json")) {
            return JsonMapper.shared().readTree(json);
        }
    }
}

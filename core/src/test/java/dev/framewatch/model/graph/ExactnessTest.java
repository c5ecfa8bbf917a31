package dev.framewatch.model.graph;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.model.TestModels;
import dev.framewatch.model.onnx.ModelProto;
import dev.framewatch.model.onnx.NodeProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares the converted models with other programs, for a synthetic image. The expected values of
 * {@code mobilefacenet} come from {@code tflite-reference.py} (next to the fixtures), which reads
 * the file itself and computes in double precision with PyTorch 1.13; all others from {@code
 * tfjs-reference.js}, run with TensorFlow.js 4.22.0 on its plain JavaScript backend. Rewritten
 * graphs must compute the same.
 */
class ExactnessTest {
    private static final double TOLERANCE = 1e-4;

    @ParameterizedTest
    @ValueSource(
            strings = {"faceboxes", "faceres", "facemesh", "mobilefacenet", "mobilenet-v2-mid"})
    void matchesOtherPrograms(String id) throws Exception {
        byte[] onnx = Files.readAllBytes(TestModels.obtain(id));
        JsonNode expected = fixture(id);
        int height = expected.get("height").intValue();
        int width = expected.get("width").intValue();
        float[] image = image(expected);

        compare(OnnxRun.of(onnx, new long[] {1, height, width, 3}, image), expected);
        compare(
                OnnxRun.of(rewritten(onnx), new long[] {1, 3, height, width}, planes(image)),
                expected);
    }

    private static byte[] rewritten(byte[] onnx) throws IOException {
        ModelProto rewritten = GraphRewriter.rewrite(ModelProto.parseFrom(onnx));
        assertThat(rewritten.getGraph().getNodeList())
                .extracting(NodeProto::getOpType)
                .doesNotContain("Neg", "Abs");
        return rewritten.toByteArray();
    }

    private static float[] planes(float[] interleaved) {
        float[] planes = new float[interleaved.length];
        for (int i = 0; i < interleaved.length; i++) {
            planes[i % 3 * (interleaved.length / 3) + i / 3] = interleaved[i];
        }
        return planes;
    }

    private static void compare(Map<String, OnnxRun.Output> outputs, JsonNode expected) {
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
            assertThat(actual.values()[nchwIndex(actual.shape(), i)])
                    .as("%s, value %d", expected.get("name"), i)
                    .isCloseTo(
                            expected.get("values").get(i).floatValue(),
                            within((float) (largest * TOLERANCE)));
        }
    }

    /** Converts an index in TensorFlow's NHWC order to one in NCHW order. */
    private static int nchwIndex(long[] shape, int nhwcIndex) {
        if (shape.length != 4) {
            return nhwcIndex;
        }
        int channels = (int) shape[1];
        int width = (int) shape[3];
        int channel = nhwcIndex % channels;
        int x = nhwcIndex / channels % width;
        int y = nhwcIndex / channels / width;
        return (channel * (int) shape[2] + y) * width + x;
    }

    private static float[] image(JsonNode fixture) {
        int height = fixture.get("height").intValue();
        int width = fixture.get("width").intValue();
        float[] image = new float[height * width * 3];
        int random = 12345;
        for (int i = 0; i < image.length; i++) {
            random = random * 1664525 + 1013904223;
            int channel = i % 3;
            int x = i / 3 % width;
            int y = i / 3 / width;
            int value = ((x * 3 + y * 5 + channel * 40) & 127) + (random >>> 25);
            image[i] =
                    (value - fixture.get("mean").get(channel).floatValue())
                            / fixture.get("divisor").floatValue();
        }
        return image;
    }

    private static JsonNode fixture(String id) throws IOException {
        try (InputStream json =
                ExactnessTest.class.getResourceAsStream("reference-" + id + ".json")) {
            return JsonMapper.shared().readTree(json);
        }
    }
}

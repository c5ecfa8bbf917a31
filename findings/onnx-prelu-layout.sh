#!/usr/bin/env bash
# Finding: ONNX Runtime leaves its blocked layout for every PRelu, which can cost more than the convolutions.
#
# Versions:  com.microsoft.onnxruntime:onnxruntime 1.29.0, CPU, x86-64 with AVX2 or AVX-512
# Input:     two graphs that compute the same: 8 times a 3x3 convolution of 16 channels and a rectifier with one slope
#            per channel. `prelu` uses ONNX's operation PRelu. `depthwise` has relu(x) - slope * relu(-x), with two
#            1x1 depthwise convolutions for the factors -1 and -slope.
# Behaviour: at its highest optimisation level, ONNX Runtime keeps feature maps in blocks of 8 or 16 channels ("NCHWc")
#            between convolutions. PRelu is standard, and is what exporters write for it, but is not known in that
#            layout: each one gets a conversion before it and after it. The graph with three times as many
#            operations has one conversion at its start and one at its end.
# Impact:    networks for phones have such rectifiers after every convolution. Written with two depthwise convolutions,
#            MobileFaceNet and MediaPipe's face mesh take 0.73 of the time that they take with elementwise operations,
#            which leave the layout as well. Neither the log nor the page on graph optimisations mentions it.
# Output:    prelu: 16 conversions; depthwise: 2 conversions; outputs agree
#            (time on one thread, not checked: prelu takes 2.4 times as long as depthwise)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for program in java mvn; do
  command -v $program >/dev/null || { echo "Install $program" >&2; exit 2; }
done
grep -q avx2 /proc/cpuinfo || { echo "This finding is about x86-64 processors with AVX2" >&2; exit 2; }

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>onnx-prelu-layout</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.microsoft.onnxruntime</groupId><artifactId>onnxruntime</artifactId><version>1.29.0</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib

cat >Layout.java <<'JAVA'
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Writes both graphs (as protocol buffers, by hand), optimises and runs them. */
class Layout {
    static final int CHANNELS = 16;
    static final int SIDE = 96;
    static final int LAYERS = 8;

    static class Message {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message varint(int field, long value) {
            raw(field << 3);
            raw(value);
            return this;
        }

        Message data(int field, byte[] value) {
            raw(field << 3 | 2);
            raw(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return data(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message part(int field, Message value) {
            return data(field, value.bytes.toByteArray());
        }

        private void raw(long value) {
            while (value > 127) {
                bytes.write((int) (value & 127 | 128));
                value >>>= 7;
            }
            bytes.write((int) value);
        }
    }

    final Message graph = new Message();
    final Random random = new Random(1);

    String node(String op, String output, List<String> inputs, Message... attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(3, output).text(4, op);
        for (Message attribute : attributes) {
            node.part(5, attribute);
        }
        graph.part(1, node);
        return output;
    }

    static Message ints(String name, long... values) {
        Message attribute = new Message().text(1, name);
        for (long value : values) {
            attribute.varint(8, value);
        }
        return attribute.varint(20, 7);
    }

    String constant(String name, float[] values, long... shape) {
        ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        Message tensor = new Message();
        for (long length : shape) {
            tensor.varint(1, length);
        }
        graph.part(5, tensor.varint(2, 1).text(8, name).data(9, data.array()));
        return name;
    }

    String depthwise(String input, String output, float[] factors) {
        String weights = constant(output + "/w", factors, CHANNELS, 1, 1, 1);
        Message group = new Message().text(1, "group").varint(3, CHANNELS).varint(20, 2);
        return node("Conv", output, List.of(input, weights), group, ints("kernel_shape", 1, 1));
    }

    float[] values(int count, float scale) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian() * scale;
        }
        return values;
    }

    static Message value(String name) {
        Message shape = new Message();
        for (long length : new long[] {1, CHANNELS, SIDE, SIDE}) {
            shape.part(1, new Message().varint(1, length));
        }
        Message tensor = new Message().varint(1, 1).part(2, shape);
        return new Message().text(1, name).part(2, new Message().part(1, tensor));
    }

    byte[] model(boolean prelu) {
        String x = "input";
        for (int i = 0; i < LAYERS; i++) {
            String name = i == LAYERS - 1 ? "output" : "layer" + i;
            float[] filters = values(CHANNELS * CHANNELS * 9, 0.1f);
            String weights = constant(name + "/filters", filters, CHANNELS, CHANNELS, 3, 3);
            x = node("Conv", name + "/conv", List.of(x, weights),
                    ints("kernel_shape", 3, 3), ints("pads", 1, 1, 1, 1));
            float[] slopes = values(CHANNELS, 0.3f);
            float[] minusOne = new float[CHANNELS];
            float[] minusSlopes = new float[CHANNELS];
            for (int c = 0; c < CHANNELS; c++) {
                minusOne[c] = -1;
                minusSlopes[c] = -slopes[c];
            }
            if (prelu) {
                x = node("PRelu", name,
                        List.of(x, constant(name + "/slopes", slopes, CHANNELS, 1, 1)));
            } else {
                String positive = node("Relu", name + "/positive", List.of(x));
                String negated = depthwise(x, name + "/negated", minusOne);
                String negative = node("Relu", name + "/negative", List.of(negated));
                String sloped = depthwise(negative, name + "/sloped", minusSlopes);
                x = node("Add", name, List.of(positive, sloped));
            }
        }
        graph.text(2, "graph").part(11, value("input")).part(12, value("output"));
        return new Message().varint(1, 7).part(7, graph)
                .part(8, new Message().text(1, "").varint(2, 13)).bytes.toByteArray();
    }

    record Result(long conversions, double millis, float[] output) {}

    static Result run(boolean prelu) throws Exception {
        Path optimised = Path.of(prelu ? "prelu.onnx" : "depthwise.onnx");
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        options.setOptimizedModelFilePath(optimised.toString());
        float[] image = new Layout().values(CHANNELS * SIDE * SIDE, 1);
        long[] shape = {1, CHANNELS, SIDE, SIDE};
        try (OrtSession session = environment.createSession(new Layout().model(prelu), options);
                OnnxTensor input =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), shape)) {
            float[] output = new float[image.length];
            double best = Double.MAX_VALUE;
            for (int i = 0; i < 100; i++) {
                long start = System.nanoTime();
                try (OrtSession.Result result = session.run(Map.of("input", input))) {
                    best = Math.min(best, (System.nanoTime() - start) / 1e6);
                    ((OnnxTensor) result.get(0)).getFloatBuffer().get(output);
                }
            }
            String text = Files.readString(optimised, StandardCharsets.ISO_8859_1);
            long conversions =
                    count(text, "\"\fReorderInput") + count(text, "\"\rReorderOutput");
            return new Result(conversions, best, output);
        }
    }

    /** Counts an operation in a serialised graph: field 4, the length, the name. */
    static long count(String text, String operation) {
        return IntStream.range(0, text.length())
                .filter(i -> text.startsWith(operation, i))
                .count();
    }

    public static void main(String[] args) throws Exception {
        Result prelu = run(true);
        Result depthwise = run(false);
        double difference = IntStream.range(0, prelu.output.length)
                .mapToDouble(i -> Math.abs(prelu.output[i] - depthwise.output[i]))
                .max().getAsDouble();
        System.out.printf("prelu: %d conversions; depthwise: %d conversions; outputs %s%n",
                prelu.conversions, depthwise.conversions, difference < 1e-4 ? "agree" : "differ");
        System.err.printf("prelu %.2f ms, depthwise %.2f ms, ratio %.2f, largest difference %.1e%n",
                prelu.millis, depthwise.millis, prelu.millis / depthwise.millis, difference);
    }
}
JAVA
found=$(java -cp "lib/*" Layout.java 2>notes.txt)
cat notes.txt >&2
echo "$found"
[ "$found" = "prelu: 16 conversions; depthwise: 2 conversions; outputs agree" ] || { echo "the behaviour has changed" >&2; exit 1; }

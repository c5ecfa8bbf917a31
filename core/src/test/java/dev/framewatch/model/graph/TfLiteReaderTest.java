package dev.framewatch.model.graph;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole models are compared with recorded outputs in {@link ExactnessTest}. */
class TfLiteReaderTest {
    private static final Subgraph SUM =
            new Subgraph(
                    "x", List.of(Subgraph.ANY, 1, 2, 2), List.of(Subgraph.Output.of("y", "y")));

    @Test
    void convertsToOnnxWithAVariableBatchSize() throws Exception {
        GraphModel model = read(TinyTfLite.file(TinyTfLite.ABS, 1, 2));

        byte[] onnx = GraphModelConverter.convert(model, SUM).toByteArray();
        OnnxRun.Output sum =
                requireNonNull(
                        OnnxRun.of(
                                        onnx,
                                        new long[] {2, 1, 2, 2},
                                        new float[] {-1, 2, -3, 4, 5, -6, 7, -8})
                                .get("y"));

        assertThat(sum.shape()).as("channels first").containsExactly(2, 2, 1, 2);
        assertThat(sum.values()).containsExactly(11, 13, 22, 24, 15, 17, 26, 28);
    }

    @Test
    void unsupportedOperatorsAreNamed() {
        assertRejected(TinyTfLite.file(9, 1, 2), "operators[0]", "operator 9 is not supported");
    }

    @Test
    void otherFilesAreRejected() {
        assertRejected(new byte[0], "is not a TFL3 file");
        assertRejected(
                "<html>not found</html>".getBytes(StandardCharsets.UTF_8), "is not a TFL3 file");
    }

    @Test
    void constantsCannotClaimMoreThanTheFileHolds() {
        assertRejected(TinyTfLite.file(TinyTfLite.ABS, 10, 256), "does not match its 1024 bytes");
    }

    @Test
    void truncatedFilesAreRejected() {
        byte[] whole = TinyTfLite.file(TinyTfLite.ABS, 1, 2);
        int unread = 3; // of the last number, which is a byte
        for (int length = 0; length < whole.length - unread; length++) {
            assertRejected(Arrays.copyOf(whole, length), "model.tflite");
        }
    }

    @Test
    void damagedBytesGiveAModelOrAnErrorThatNamesTheFile() throws Exception {
        byte[] whole = TinyTfLite.file(TinyTfLite.ABS, 1, 2);
        int rejected = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int value : new int[] {0, 0x7f, 0xff}) {
                byte[] damaged = whole.clone();
                damaged[at] = (byte) value;
                try {
                    GraphModelConverter.convert(read(damaged), SUM);
                } catch (ModelException e) {
                    assertThat(e).hasMessageContaining("model.tflite");
                    rejected++;
                }
            }
        }
        assertThat(rejected).isPositive();
    }

    private static GraphModel read(byte[] content) throws ModelException {
        return TfLiteReader.read("model.tflite", content);
    }

    private static void assertRejected(byte[] content, String... parts) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(parts);
    }
}

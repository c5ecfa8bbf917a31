package dev.framewatch.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.framewatch.vision.OnnxModel;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LinearHeadTest {
    private static final int DIMENSIONS = 1283;

    private final Random random = new Random(7);

    private float[] vector(double scale) {
        float[] values = new float[DIMENSIONS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }

    @Test
    void scoresAsOnnxRuntimeDoesWithItsGraph() {
        byte[] onnx = LinearHead.onnx(vector(0.2), -0.5f);
        List<float[]> rows = DoubleStream.of(0, 0.1, 0.5, 1, 20).mapToObj(this::vector).toList();
        float[] scores = Objects.requireNonNull(LinearHead.read(onnx)).predict(rows);
        try (OnnxModel model = OnnxModel.open("head", onnx)) {
            assertThat(scores).containsExactly(model.predict(rows), offset(1e-6f));
        }
        assertThat(scores).doesNotHaveDuplicates();
    }

    @Test
    void aRowThatIsNoNumberHasNoScore() {
        byte[] onnx = LinearHead.onnx(new float[] {1, 2}, 0);
        float[] row = {1, Float.NaN};
        assertThat(Objects.requireNonNull(LinearHead.read(onnx)).predict(List.of(row)))
                .containsExactly(Float.NaN);
    }

    @Test
    void anyOtherGraphIsLeftToOnnxRuntime() {
        HeadGraphBuilder graph = new HeadGraphBuilder(2);
        String layer = graph.gemm(HeadGraphBuilder.FEATURES, new float[] {1, 2}, new float[] {0});
        byte[] other = graph.squash(graph.apply("Tanh", layer));
        assertThat(LinearHead.read(other)).isNull();
        assertThat(LinearHead.read(new byte[] {1, 2, 3})).isNull();
        try (Head head = Head.open("head", other, 2)) {
            assertThat(head).isInstanceOf(Head.OfGraph.class);
            assertThat(head.predict(List.of(new float[] {0, 0}))).containsExactly(0.5f);
        }
    }
}

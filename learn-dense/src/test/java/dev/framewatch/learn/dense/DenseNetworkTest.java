package dev.framewatch.learn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.learn.dense.Layer.Dense;
import dev.framewatch.learn.dense.Layer.Dropout;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.vision.OnnxModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trained heads, in the tools that they are opened with. */
class DenseNetworkTest {
    private static final double SLOPE = 1.7;
    private static final double OFFSET = -0.4;
    private static final Clouds TWO = new Clouds(40, 2, 0.3, 1);
    private static final Clouds FOUR = new Clouds(40, 4, 0.3, 2);

    @TempDir static Path folder;
    private static DenseNetwork ofTwo;
    private static DenseNetwork ofFour;

    @BeforeAll
    static void train() throws Exception {
        NetworkSpec shape =
                new NetworkSpec(
                        List.of(
                                new Dense(64, Activation.SIGMOID),
                                new Dropout(0.5),
                                new Dense(32, Activation.RELU),
                                new Dense(32, Activation.TANH),
                                new Dense(16, Activation.LINEAR)),
                        new Optimizer.Adam(0.005, 0.9, 0.999),
                        20,
                        32,
                        OptionalInt.empty(),
                        false);
        DenseTraining training = new DenseTraining(shape, 1, TrainingEpoch.Listener.SILENT);
        ofTwo = training.fit(TWO.rows(200, 1), null);
        ofFour = training.fit(FOUR.rows(400, 1), null);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static Path file(String name, byte[] onnx) throws IOException {
        return Files.write(folder.resolve(name), onnx);
    }

    @Test
    void probabilitiesAreThoseOfLibtorch() throws IOException {
        List<float[]> rows = FOUR.rows(20, 3).rows();

        for (float[] row : rows) {
            assertThat(ofFour.probabilities(row)).containsExactly(libtorch(row), within(1e-5));
        }
    }

    private static double[] libtorch(float[] row) {
        try (PointerScope _ = new PointerScope()) {
            Tensor values = tensor(row, 1);
            for (DenseNetwork.Layer layer : ofFour.layers()) {
                Tensor sums =
                        torch.linear(
                                values,
                                tensor(layer.weights(), layer.inputs()).t(),
                                new TensorOptional(tensor(layer.bias(), 1).view(-1)));
                values =
                        switch (layer.activation()) {
                            case SIGMOID -> torch.sigmoid(sums);
                            case RELU -> torch.relu(sums);
                            case TANH -> torch.tanh(sums);
                            case LINEAR -> sums;
                        };
            }
            float[] p = TorchNetwork.floats(values.softmax(1));
            double[] doubles = new double[p.length];
            Arrays.setAll(doubles, i -> p[i]);
            return doubles;
        }
    }

    private static Tensor tensor(float[] values, int rows) {
        Tensor tensor = torch.empty(rows, values.length / rows);
        tensor.data_ptr_float().put(values);
        return tensor;
    }

    @Test
    void theLogOddsOfAClassAreThoseOfItsProbability() {
        for (float[] row : FOUR.rows(20, 3).rows()) {
            double[] p = ofFour.probabilities(row);
            for (int positive = 0; positive < p.length; positive++) {
                assertThat(sigmoid(ofFour.logOdds(row, positive)))
                        .isCloseTo(p[positive], within(1e-9));
            }
        }
    }

    @Test
    void theHeadScoresInOnnxRuntimeAsItDoesHere() {
        check(ofTwo, TWO, 0);
        check(ofTwo, TWO, 1);
        check(ofFour, FOUR, 0);
        check(ofFour, FOUR, 2);
        check(ofFour, FOUR, 3);
    }

    private static void check(DenseNetwork network, Clouds clouds, int positive) {
        byte[] onnx = network.onnx(positive, SLOPE, OFFSET);
        try (OnnxModel head = OnnxModel.open("head", onnx)) {
            assertThat(head.inputShape()).containsExactly(-1, 40);
            assertThat(head.outputShape(0)).containsExactly(-1, 1);
            for (float[] row : clouds.rows(50, 3).rows()) {
                double expected = sigmoid(SLOPE * network.logOdds(row, positive) + OFFSET);
                double score = head.predict(List.of(row))[0];
                assertThat(score).isCloseTo(expected, within(1e-5));
            }
        }
    }

    @Test
    void theOnnxProjectsCheckerHasNothingAgainstHeads() throws Exception {
        List<Path> heads =
                List.of(
                        file("two.onnx", ofTwo.onnx(1, SLOPE, OFFSET)),
                        file("four.onnx", ofFour.onnx(2, SLOPE, OFFSET)),
                        file("linear.onnx", LinearHead.onnx(new float[] {1, -2, 3}, 0.5f)));

        for (Path head : heads) {
            assertThat(OtherTools.onnxChecker(head)).as(head.toString()).isEmpty();
        }
        byte[] wrong = LinearHead.onnx(new float[] {1, -2, 3}, 0.5f);
        String broken = new String(wrong, StandardCharsets.ISO_8859_1);
        byte[] renamed = broken.replace("Sigmoid", "Sigmoix").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(OtherTools.onnxChecker(file("broken.onnx", renamed))).startsWith("failed");
    }

    @Test
    void headsScoreTheSameInNode() throws Exception {
        float[] weights = new float[40];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.sin(i);
        }
        List<float[]> rows = FOUR.rows(50, 3).rows();

        compareInNode("two-node.onnx", ofTwo.onnx(1, SLOPE, OFFSET), rows);
        compareInNode("four-node.onnx", ofFour.onnx(2, SLOPE, OFFSET), rows);
        compareInNode("linear-node.onnx", LinearHead.onnx(weights, 0.5f), rows);
    }

    private static void compareInNode(String name, byte[] onnx, List<float[]> rows)
            throws Exception {
        double[] scores = OtherTools.scoresInNode(folder, file(name, onnx), rows);
        try (OnnxModel head = OnnxModel.open(name, onnx)) {
            assertThat(scores).hasSameSizeAs(rows);
            for (int i = 0; i < scores.length; i++) {
                assertThat(scores[i])
                        .isCloseTo(head.predict(List.of(rows.get(i)))[0], within(1e-5));
            }
        }
    }
}

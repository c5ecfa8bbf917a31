package dev.framewatch.learn.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.model.onnx.ModelProto;
import dev.framewatch.model.onnx.NodeProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Compares heads from Keras' whole-model files with NumPy. */
class KerasHeadTest {
    @TempDir private static Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        Fixtures.hdf5(folder);
    }

    private static KerasHead head(String name) throws IOException {
        return ((KerasModel.HeadOnly) KerasReader.read(folder.resolve(name + ".h5"))).head();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tutorial", "keras3"})
    void outputsTheProbabilityOfTheChosenClass(String name) throws Exception {
        KerasHead head = head(name);

        JsonNode expected = Fixtures.json(folder.resolve("expected.json")).get(name);
        float[] features = Fixtures.floats(expected.get("features"));
        assertThat(head.dimensions()).isEqualTo(12);
        assertThat(head.classes()).isEqualTo(2);
        for (int positive = 0; positive < 2; positive++) {
            float[] score = Computed.by(head.onnx(positive), features, 1, 12);
            assertThat(score).hasSize(1);
            assertThat(score[0])
                    .isCloseTo(
                            expected.get("probabilities").get(positive).floatValue(),
                            within(1e-6f));
        }
    }

    @Test
    void singleSigmoidDistinguishesTwoClasses() throws Exception {
        KerasHead head = head("sigmoid");

        JsonNode expected = Fixtures.json(folder.resolve("expected.json")).get("sigmoid");
        float[] features = Fixtures.floats(expected.get("features"));
        float yes = expected.get("probabilities").get(0).floatValue();
        assertThat(head.classes()).isEqualTo(2);
        assertThat(Computed.by(head.onnx(1), features, 1, 6)[0]).isCloseTo(yes, within(1e-6f));
        assertThat(Computed.by(head.onnx(0), features, 1, 6)[0]).isCloseTo(1 - yes, within(1e-6f));
    }

    @Test
    void manyRowsAreScoredAtOnce() throws Exception {
        float[] rows = new float[24];
        rows[3] = 2;
        rows[12 + 3] = 2;

        float[] scores = Computed.by(head("tutorial").onnx(1), rows, 2, 12);

        assertThat(scores).hasSize(2);
        assertThat(scores[0]).isEqualTo(scores[1]);
    }

    @Test
    void usesOnlyOperatorsAllowedInATargetsHead() throws Exception {
        for (String name : new String[] {"tutorial", "keras3", "sigmoid"}) {
            for (int positive = 0; positive < 2; positive++) {
                ModelProto onnx = ModelProto.parseFrom(head(name).onnx(positive));
                assertThat(onnx.getGraph().getNodeList())
                        .extracting(NodeProto::getOpType)
                        .isSubsetOf(
                                Set.of(
                                        "Gemm",
                                        "Sigmoid",
                                        "Softmax",
                                        "MatMul",
                                        "Relu",
                                        "Identity",
                                        "Sub"));
            }
        }
    }

    @Test
    void unknownClassIsRejected() throws Exception {
        KerasHead head = head("tutorial");

        assertThatIllegalArgumentException().isThrownBy(() -> head.onnx(2));
    }
}

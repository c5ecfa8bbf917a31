package dev.framewatch.learn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.learn.dense.Layer.Dense;
import dev.framewatch.learn.dense.Layer.Dropout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkSpecTest {
    private static final String CLASSES = "  - dense: classes\n    activation: softmax\n";

    @TempDir Path folder;

    private NetworkSpec read(String text) throws IOException {
        return NetworkSpec.read(Files.writeString(folder.resolve("head.yaml"), text));
    }

    private static Dense sigmoids(int units) {
        return new Dense(units, Activation.SIGMOID);
    }

    @Test
    void theShippedExampleIsTheTutorialsHead() {
        Dropout half = new Dropout(0.5);

        assertThat(NetworkSpec.tutorial())
                .isEqualTo(
                        new NetworkSpec(
                                List.of(
                                        sigmoids(1024),
                                        half,
                                        sigmoids(512),
                                        half,
                                        sigmoids(512),
                                        half,
                                        sigmoids(256),
                                        half),
                                new Optimizer.Adam(0.001, 0.9, 0.999),
                                100,
                                32,
                                OptionalInt.empty(),
                                false));
    }

    @Test
    void theExampleCanBeCopiedAndChanged() throws IOException {
        String changed =
                NetworkSpec.tutorialText()
                        .replace("epochs: 100", "epochs: 7")
                        .replace("# early_stopping: 10 ", "early_stopping: 3")
                        .replace("# best_epoch", "best_epoch")
                        .replace("optimiser: adam ", "optimiser: sgd")
                        .replace("beta_1: 0.9", "momentum: 0.8")
                        .replace("beta_2: 0.999", "");

        NetworkSpec shape = read(changed);

        assertThat(shape.epochs()).isEqualTo(7);
        assertThat(shape.patience()).hasValue(3);
        assertThat(shape.bestEpoch()).isTrue();
        assertThat(shape.optimiser()).isEqualTo(new Optimizer.Sgd(0.001, 0.8));
    }

    @Test
    void formerFieldNamesStillWork() throws IOException {
        NetworkSpec spec =
                read(
                        "layers:\n  - dense: 8\n"
                                + CLASSES
                                + "learning-rate: 0.5\nbeta-1: 0.1\nbeta-2: 0.2\n"
                                + "early-stopping: 3\nbest-epoch: true\n");

        assertThat(spec.optimiser()).isEqualTo(new Optimizer.Adam(0.5, 0.1, 0.2));
        assertThat(spec.patience()).hasValue(3);
        assertThat(spec.bestEpoch()).isTrue();
    }

    @Test
    void absentFieldsHaveTheDefaultsOfKeras() throws IOException {
        NetworkSpec shape = read("layers:\n  - dense: 8\n" + CLASSES);

        assertThat(shape.layers()).containsExactly(new Dense(8, Activation.LINEAR));
        assertThat(shape.optimiser()).isEqualTo(new Optimizer.Adam(0.001, 0.9, 0.999));
        assertThat(shape.batch()).isEqualTo(32);
        assertThat(shape.watches()).isFalse();
    }

    @Test
    void allProblemsAreReportedAtOnceWithLineAndField() {
        assertThatThrownBy(() ->
                        read(
                                """
                                layers:
                                  - dropout: 1.5
                                  - dense: many
                                    activation: swish
                                  - flatten
                                  - conv: 3
                                  - dense: classes
                                    activation: sigmoid
                                optimiser: adam
                                momentum: 0.9
                                learning_rate: -1
                                epochs: 0
                                batch: 1e3
                                optimizer: sgd
                                """))
                .isInstanceOf(InvalidNetworkSpecException.class)
                .message()
                .satisfies(message ->
                        assertThat(message.lines().map(line -> line.replaceAll(".*yaml: ", "")))
                                .containsExactly(
                                        "line 2: layers[1].dropout: must be a number from 0 to"
                                                + " below 1, not '1.5'",
                                        "line 3: layers[2].dense: must be an integer from 1 to"
                                                + " 16384, not 'many'",
                                        "line 4: layers[2].activation: must be sigmoid or tanh or"
                                                + " relu or linear, not 'swish'",
                                        "line 5: layers[3]: 'flatten' can only come first",
                                        "line 6: layers[4]: must contain 'dense: UNITS' or"
                                                + " 'dropout: RATE'",
                                        "line 6: layers[4].conv: unknown field; valid fields"
                                                + " are dense, dropout",
                                        "line 8: layers[5].activation: must be softmax, not"
                                                + " 'sigmoid'",
                                        "line 11: learning_rate: must be a number above 0, at"
                                                + " most 10, not '-1'",
                                        "line 10: momentum: not a field of optimiser 'adam'",
                                        "line 12: epochs: must be an integer from 1 to 10000,"
                                                + " not '0'",
                                        "line 13: batch: must be an integer from 1 to 4096,"
                                                + " not '1e3'",
                                        "line 14: optimizer: unknown field; valid fields are"
                                                + " batch, best_epoch, beta_1, beta_2,"
                                                + " early_stopping, epochs, layers, learning_rate,"
                                                + " loss, momentum, optimiser"));
    }

    @Test
    void theLastLayerMustGiveANumberForEachClass() {
        assertThatThrownBy(() -> read("layers:\n  - dense: 8\n    activation: relu\n"))
                .hasMessageContaining("line 2: layers[1]: the last layer must be 'dense: classes'");
        assertThatThrownBy(() -> read("layers:\n" + CLASSES + CLASSES))
                .hasMessageContaining("line 2: layers[1]: 'dense: classes' can only come last");
    }

    @Test
    void aFieldThatIsThereTwiceIsAnError() {
        assertThatThrownBy(() -> read("epochs: 1\nlayers:\n" + CLASSES + "epochs: 2\n"))
                .hasMessageContaining("line 5: epochs: duplicate field");
    }

    @Test
    void invalidYamlIsReportedWithItsLine() {
        assertThatThrownBy(() -> read("layers:\n  - dense: [1\nepochs: 3\n"))
                .isInstanceOf(InvalidNetworkSpecException.class)
                .hasMessageContaining("head.yaml: line 3: invalid YAML");
        assertThatThrownBy(() -> read("")).hasMessageContaining("contains no fields");
        assertThatThrownBy(() -> read("just words")).hasMessageContaining("contains no fields");
    }

    @Test
    void hostileFilesAreRefused() throws IOException {
        Path binary = Files.write(folder.resolve("head.h5"), new byte[] {(byte) 0x89, 'H', 'D'});
        Path large = Files.write(folder.resolve("large.yaml"), new byte[2 << 20]);

        assertThatThrownBy(() -> NetworkSpec.read(binary)).hasMessageContaining("not UTF-8 text");
        assertThatThrownBy(() -> NetworkSpec.read(large))
                .hasMessageContaining("large.yaml is larger than 1 MB");
        assertThatThrownBy(() -> read("a: &a [*a]\nlayers: *a\n"))
                .isInstanceOf(InvalidNetworkSpecException.class);
        assertThatThrownBy(() -> NetworkSpec.read(folder.resolve("none.yaml")))
                .isInstanceOf(NoSuchFileException.class);
    }
}

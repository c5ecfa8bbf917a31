package dev.framewatch.learn.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Untrusted Keras files: every error names the file and the location in it. */
class HostileHdf5Test {
    @TempDir private static Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        Fixtures.hdf5(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    external-link  | /model_weights/dense_1/dense_1/kernel:0 | is a link, which is not followed
                    external-group | /model_weights                          | is a link, which is not followed
                    soft-link      | /model_weights/dense_1/dense_1/kernel:0 | is a link, which is not followed
                    external-data  | /model_weights/dense_1/dense_1/kernel:0 |
                    huge           | /model_weights/dense_1/dense_1/kernel:0 | the weights exceed
                    compressed     | /model_weights/dense/dense/kernel:0     | compressed or chunked
                    integers       | /model_weights/dense_1/dense_1/kernel:0 | it contains int, not floats
                    nan            | /model_weights/dense_1/dense_1/kernel:0 | contains NaN
                    missing        | /model_weights/dense_1                  | contains no weight for the layer's kernel
                    misfit         | dense_1                                 | its weights [5, 3] do not match its input [4]
                    units          | model_config.config.layers[4].config.units | is 3, but the weights have the shape [4, 7]
                    lambda         | model_config.config.layers[1]           | is a Lambda layer
                    unknown-layer  | model_config.config.layers[2]           | has the unsupported layer class 'LSTM'
                    logits         |                                         | softmax or sigmoid is required, not linear
                    pictures       | it contains nested models               | use the TensorFlow.js export
                    raw            | [2,2,3]                                 | does not begin with Flatten
                    strange        | model_config                            | neither a complete model
                    vgg19          |                                         | the weights of VGG19
                    theano         | block1_conv1                            | use the one with tf_dim_ordering in its name
                    """)
    void isRejectedWithFileAndField(String name, String field, String problem) {
        Path file = folder.resolve(name + ".h5");

        assertThatThrownBy(() -> KerasReader.read(file))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(field == null ? "" : field)
                .hasMessageContaining(problem == null ? "" : problem);
    }

    @Test
    void truncatedFilesAreRejected() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve("tutorial.h5"));
        for (int length = 8; length < whole.length; length += 313) {
            Path cut = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> KerasReader.read(cut))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith(cut.toString())
                    .hasMessageContaining("truncated");
        }
    }

    /** Damage may go unnoticed if it hits a weight, or a name that is not read. */
    @Test
    void damagedFilesAreRejectedOrReadButNeverFailOtherwise() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve("tutorial.h5"));
        Random random = new Random(5);
        int rejected = 0;
        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve("damaged.h5"), damaged);
            try {
                KerasReader.read(file);
            } catch (ModelException e) {
                assertThat(e).hasMessageStartingWith(file.toString());
                rejected++;
            }
        }
        assertThat(rejected).isGreaterThan(20);
    }

    @Test
    void filesOtherThanHdf5AreRejected() throws IOException {
        Path file = Files.writeString(folder.resolve("page.h5"), "<html>Not found</html>");

        assertThat(KerasReader.supports(file)).isFalse();
        assertThatThrownBy(() -> KerasReader.read(file))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(file.toString());
    }
}

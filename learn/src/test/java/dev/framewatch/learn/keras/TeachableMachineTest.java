package dev.framewatch.learn.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.error.ModelException;
import dev.framewatch.model.ModelInput.ChannelOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Compares a small model with Teachable Machine's architecture with TensorFlow.js 4.22.0; see
 * {@code teachable-reference.js} next to the fixtures.
 */
class TeachableMachineTest {
    @TempDir private Path folder;

    @BeforeEach
    void export() throws IOException {
        Fixtures.teachable(folder);
    }

    @Test
    void computesWhatTensorFlowComputes() throws Exception {
        KerasModel.Complete model = (KerasModel.Complete) KerasReader.read(folder);

        JsonNode expected = Fixtures.json("teachable/expected.json");
        int size = expected.get("size").intValue();
        float[] expectedFeatures = Fixtures.floats(expected.get("features"));
        float[] probabilities = Fixtures.floats(expected.get("probabilities"));
        float[] features = Computed.by(model.backbone().onnx(), image(size), 1, size, size, 3);
        assertThat(features)
                .hasSameSizeAs(expectedFeatures)
                .containsExactly(expectedFeatures, within(1e-4f));
        assertThat(model.labels()).containsExactly("Cat", "Dog", "Background");
        for (int i = 0; i < 3; i++) {
            float[] score = Computed.by(model.head().onnx(i), features, 1, features.length);
            assertThat(score).containsExactly(new float[] {probabilities[i]}, within(1e-5f));
        }
        assertThat(model.backbone().preprocessing().colours()).isEqualTo(ChannelOrder.RGB);
        assertThat(model.backbone().preprocessing().mean()).containsOnly(127.5f);
        assertThat(model.backbone().preprocessing().scale()).isEqualTo(1 / 127.5f);
    }

    private static float[] image(int size) {
        float[] image = new float[size * size * 3];
        int random = 12345;
        for (int i = 0; i < image.length; i++) {
            random = random * 1664525 + 1013904223;
            int x = i / 3 % size;
            int y = i / 3 / size;
            image[i] = (((x * 3 + y * 5 + i % 3 * 40) & 127) + (random >>> 25)) / 127.5f - 1;
        }
        return image;
    }

    @Test
    void readsZipAndModelFileToo() throws IOException {
        byte[] whole = ((KerasModel.Complete) KerasReader.read(folder)).backbone().onnx();
        Path zip = zip("export.zip", "some-project/", "model.json", "metadata.json", "weights.bin");

        assertThat(((KerasModel.Complete) KerasReader.read(zip)).backbone().onnx())
                .isEqualTo(whole);
        assertThat(
                        ((KerasModel.Complete) KerasReader.read(folder.resolve("model.json")))
                                .backbone()
                                .onnx())
                .isEqualTo(whole);
    }

    private Path zip(String name, String prefix, String... files) throws IOException {
        Path zip = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (String file : files) {
                entries.putNextEntry(new ZipEntry(prefix + file));
                entries.write(Files.readAllBytes(folder.resolve(file)));
            }
        }
        return zip;
    }

    @Test
    void incompleteZipIsRejected() throws IOException {
        Path zip = zip("half.zip", "", "model.json", "weights.bin");

        assertThatThrownBy(() -> KerasReader.read(zip))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(zip.toString())
                .hasMessageContaining("there is no metadata.json");
    }

    @Test
    void truncatedZipIsRejected() throws IOException {
        Path zip = zip("cut.zip", "", "model.json", "metadata.json", "weights.bin");
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, java.util.Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> KerasReader.read(zip))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(zip.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    model.json    | "class_name":"GlobalAveragePooling2D" | "class_name":"Lambda" | layers[1] is a Lambda layer
                    model.json    | "class_name":"ReLU" | "class_name":"Surprise" | has the unsupported layer class 'Surprise'
                    model.json    | "max_value":6 | "max_value":7 | max_value is neither null nor 6
                    model.json    | "name":"bn_Conv1/gamma" | "name":"other/gamma" | no weight named 'bn_Conv1/gamma'
                    model.json    | ./weights.bin | ../weights.bin | is not a file next to model.json
                    model.json    | "format":"layers-model" | "format":"graph-model" | model.json.format is 'graph-model'
                    model.json    | [[["Conv1_pad",0,0,{}]]] | [[["bn_Conv1",0,0,{}]]] | contains a cycle
                    model.json    | [[["Conv1_pad",0,0,{}]]] | [[["Conv1_pad",1,0,{}]]] | first and only output
                    model.json    | "batch_input_shape":[null,64,64,3] | "batch_input_shape":[null,99999,99999,3] | invalid feature map size 99999x99999x3
                    model.json    | "batch_input_shape":[null,64,64,3] | "batch_input_shape":[null,64,64,1] | its input [64,64,1] is not a colour image
                    model.json    | "axis":-1 | "axis":2 | axis 2 is not the channel axis
                    model.json    | {"modelTopology" | {"modelTopology",, | is not valid model JSON
                    model.json    | "activation":"softmax" | "activation":"linear" | softmax or sigmoid is required
                    metadata.json | "Dog", | | metadata.json.labels lists [Cat, Background], but the model has 3 classes
                    metadata.json | "Dog" | "Cat" | metadata.json.labels lists
                    metadata.json | "imageSize":64 | "imageSize":224 | metadata.json.imageSize is 224, but the model takes [64,64,3]
                    metadata.json | teachablemachine/image | teachablemachine/pose | only image projects
                    """)
    void isRejectedWithFileAndField(String file, String old, String changed, String problem)
            throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(old);
        Files.writeString(path, text.replace(old, changed == null ? "" : changed));

        assertThatThrownBy(() -> KerasReader.read(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(folder.toString())
                .hasMessageContaining(problem);
    }

    @Test
    void nonFiniteWeightsAreRejected() throws IOException {
        Path weights = folder.resolve("weights.bin");
        byte[] bytes = Files.readAllBytes(weights);
        java.util.Arrays.fill(bytes, 400, 404, (byte) 0xff);
        Files.write(weights, bytes);

        assertThatThrownBy(() -> KerasReader.read(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("weightsManifest: Conv1/kernel contains NaN");
    }

    @Test
    void keras3ZipIsRejectedWithAdvice() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.writeString(folder.resolve("model.weights.h5"), "");
        Path zip = zip("model.keras", "", "config.json", "metadata.json", "model.weights.h5");

        assertThatThrownBy(() -> KerasReader.read(zip))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("model.save('model.h5')");
    }

    @Test
    void labelsMatchTheOrderOfTheHeadsClasses() throws IOException {
        KerasModel.Complete model = (KerasModel.Complete) KerasReader.read(folder);

        assertThat(model.labels()).isEqualTo(List.of("Cat", "Dog", "Background"));
        assertThat(model.head().classes()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"1000, must contain one model.json", "1001, 'more than 1,000 files'"})
    void theNumberOfFilesInAZipIsLimited(int count, String problem) throws IOException {
        Path file = folder.resolve("many.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < count; i++) {
                zip.putNextEntry(new ZipEntry("weights%d.bin".formatted(i)));
            }
        }

        assertThatThrownBy(() -> TeachableZip.unpack(file).close())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(problem);
    }
}

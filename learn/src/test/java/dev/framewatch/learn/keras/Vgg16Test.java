package dev.framewatch.learn.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import dev.framewatch.learn.service.ModelService.Downloaded;
import dev.framewatch.learn.service.PublishedModels;
import dev.framewatch.learn.service.PublishedWeights;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelInput.ChannelOrder;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.Npm;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.testing.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares full-size VGG16, read from a Keras weights file, with PyTorch. */
class Vgg16Test {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir private static Path folder;

    @Test
    void computesWhatPyTorchComputes() throws Exception {
        KerasModel read = KerasReader.read(folder.resolve("vgg16.h5"));

        KerasBackbone backbone = ((KerasModel.BackboneOnly) read).backbone();
        assertThat(backbone.dimensions()).isEqualTo(7 * 7 * 512);
        assertThat(backbone.preprocessing().colours()).isEqualTo(ChannelOrder.BGR);
        assertThat(backbone.preprocessing().mean()).containsExactly(103.939f, 116.779f, 123.68f);
        float[] expected = floats("expected.f32");
        float[] computed = Computed.by(backbone.onnx(), floats("picture.f32"), 1, 224, 224, 3);
        assertThat(computed).hasSameSizeAs(expected);
        float largest = 0;
        float difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - computed[i]));
        }
        assertThat(largest).isGreaterThan(0.1f);
        assertThat(difference / largest).isLessThan(1e-3f);
    }

    @Test
    void weightsFromTheirPublisherBecomeABackbone() throws Exception {
        Path file = folder.resolve("vgg16.h5");
        byte[] md5 = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file));
        PublishedWeights weights =
                new PublishedWeights(
                        "vgg16",
                        "VGG16",
                        "https://example.org/vgg16.h5",
                        Files.size(file),
                        HexFormat.of().formatHex(md5));
        Home home = Home.in(folder.resolve("home"));
        ModelStore store = new ModelStore(home, Npm.on(""));
        PublishedModels published = new PublishedModels(home, store, List.of(weights));
        assertThat(published.missing("vgg16")).contains(weights);

        Model model =
                published.fetch(
                        weights,
                        (url, pinned) -> new Downloaded(file, Sha256.of(file), () -> {}),
                        ProgressListener.SILENT);

        assertThat(model.role()).isEqualTo(ModelRole.SCENE_FEATURES);
        assertThat(store.model("vgg16")).isEqualTo(model);
        assertThat(published.missing("vgg16")).isEmpty();
    }

    @BeforeAll
    static void writeReference() throws IOException, InterruptedException {
        assumeTrue(
                Programs.run(PYTHON + " -c %s", "import torch, h5py").status() == 0,
                "python3 with torch and h5py (Debian: python3-torch, python3-h5py) is not"
                        + " installed");
        Path script = folder.resolve("vgg16-reference.py");
        try (InputStream in = Fixtures.open("vgg16-reference.py")) {
            Files.copy(in, script);
        }
        Programs.output(PYTHON + " %s %s", script, folder);
    }

    private float[] floats(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(name));
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}

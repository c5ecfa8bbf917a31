package dev.framewatch.learn.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.model.ModelInput.ChannelOrder;
import dev.framewatch.testing.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares full-size VGG16, read from a Keras weights file, with PyTorch. */
class Vgg16Test {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir private Path folder;

    @Test
    void computesWhatPyTorchComputes() throws Exception {
        writeReference();

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

    private void writeReference() throws IOException, InterruptedException {
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

package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.learn.keras.KerasNetwork.LayerNode;
import dev.framewatch.model.graph.JsonField;
import io.jhdf.api.Group;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads Keras and Teachable Machine files. The format is detected from the content, not from the
 * name.
 */
public final class KerasReader {
    private static final byte[] ZIP_SIGNATURE = {'P', 'K', 3, 4};

    private KerasReader() {}

    /** Returns whether {@link #read} may support this source: a folder, a zip, HDF5 or JSON. */
    public static boolean supports(Path source) throws IOException {
        return Files.isDirectory(source)
                || isZip(source)
                || isJson(source)
                || Hdf5File.isHdf5(source);
    }

    /**
     * Reads a file or folder. No code from it is run, and nothing outside it is read.
     *
     * @throws ModelException if it is invalid or unsupported; the message names the file and the
     *     field
     * @throws IOException if it cannot be read
     */
    public static KerasModel read(Path source) throws IOException {
        if (Files.isDirectory(source)) {
            return TeachableMachine.read(source.toString(), source);
        }
        if (isZip(source)) {
            try (TeachableZip zip = TeachableZip.unpack(source)) {
                return TeachableMachine.read(source.toString(), zip.folder());
            }
        }
        if (isJson(source)) {
            Path folder = source.toAbsolutePath().getParent();
            return TeachableMachine.read(source.toString(), folder == null ? Path.of("/") : folder);
        }
        if (!Hdf5File.isHdf5(source)) {
            throw new ModelException(source + " is not a Keras or Teachable Machine file");
        }
        try (Hdf5File file = Hdf5File.open(source)) {
            return hdf5(file);
        }
    }

    private static KerasModel hdf5(Hdf5File file) throws ModelException {
        String config = file.text(file.root(), "model_config");
        if (config != null) {
            return new KerasModel.HeadOnly(head(file, config));
        }
        Hdf5Weights weights = new Hdf5Weights(file, file.root());
        if (!weights.has(Vgg16.FIRST_LAYER)) {
            throw file.error(
                    "it has no model_config and no layer "
                            + Vgg16.FIRST_LAYER
                            + ": it is neither a complete model (model.save) nor the weights of"
                            + " VGG16");
        }
        if (weights.has(Vgg16.VGG19_LAYER)) {
            throw file.error("these are the weights of VGG19; only VGG16 is supported");
        }
        return new KerasModel.BackboneOnly(Vgg16.read(file.name(), weights));
    }

    private static KerasHead head(Hdf5File file, String config) throws ModelException {
        Group root = file.group(file.root(), "model_weights");
        if (root == null) {
            throw file.error("it has a model_config but no group model_weights");
        }
        JsonField model = JsonField.parse(config, file.name() + ": model_config");
        if (KerasNetworkReader.hasNestedModels(model)) {
            throw file.error(
                    "it contains nested models, as complete image models do. Save the layers that"
                            + " process the features as a separate model; for Teachable Machine,"
                            + " use the TensorFlow.js export");
        }
        KerasNetwork network =
                KerasNetworkReader.read(file.name(), model, new Hdf5Weights(file, root));
        List<LayerNode> nodes = network.nodes();
        return new KerasHead(file.name(), network.input(), nodes.subList(1, nodes.size()));
    }

    private static boolean isZip(Path file) throws IOException {
        return Arrays.equals(readStart(file, ZIP_SIGNATURE.length), ZIP_SIGNATURE);
    }

    private static boolean isJson(Path file) throws IOException {
        return new String(readStart(file, 64), StandardCharsets.UTF_8).strip().startsWith("{");
    }

    private static byte[] readStart(Path file, int length) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(length);
        }
    }
}

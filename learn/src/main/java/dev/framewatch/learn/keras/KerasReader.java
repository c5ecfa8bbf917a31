package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.learn.keras.KerasNetwork.Step;
import dev.framewatch.model.graph.JsonField;
import io.jhdf.api.Group;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads what Keras and Teachable Machine write; the content decides what it is, not the name. */
public final class KerasReader {
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private KerasReader() {}

    /** Whether this looks like something {@link #read} is for: a folder, a zip, HDF5 or JSON. */
    public static boolean reads(Path source) throws IOException {
        return Files.isDirectory(source)
                || isZip(source)
                || isJson(source)
                || Hdf5File.isOne(source);
    }

    /**
     * Reads a file or folder. Nothing in it is run, and nothing outside of it is looked at.
     *
     * @throws ModelException when it cannot be used, naming the file and the field in it
     * @throws IOException when it cannot be read
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
        if (!Hdf5File.isOne(source)) {
            throw new ModelException(source + " is neither of Keras nor of Teachable Machine");
        }
        try (Hdf5File file = Hdf5File.open(source)) {
            return hdf5(file);
        }
    }

    private static KerasModel hdf5(Hdf5File file) throws ModelException {
        String config = file.text(file.root(), "model_config");
        if (config != null) {
            return new KerasModel.Decides(head(file, config));
        }
        Hdf5Weights weights = new Hdf5Weights(file, file.root());
        if (!weights.has(Vgg16.FIRST)) {
            throw file.error(
                    "it has no model_config and no layer "
                            + Vgg16.FIRST
                            + ": it is neither a whole model (model.save) nor the weights of"
                            + " VGG16");
        }
        if (weights.has(Vgg16.OF_VGG19)) {
            throw file.error("these are the weights of VGG19; only VGG16's are supported");
        }
        return new KerasModel.Describes(Vgg16.read(file.name(), weights));
    }

    private static KerasHead head(Hdf5File file, String config) throws ModelException {
        Group root = file.group(file.root(), "model_weights");
        if (root == null) {
            throw file.error("it has a model_config but no group model_weights");
        }
        JsonField model = JsonField.parse(config, file.name() + ": model_config");
        if (KerasNetworkReader.holdsModels(model)) {
            throw file.error(
                    "it holds models within the model, as those for whole pictures do. Save the"
                            + " layers that take features by themselves; from Teachable Machine,"
                            + " take the TensorFlow.js export");
        }
        KerasNetwork network =
                KerasNetworkReader.read(file.name(), model, new Hdf5Weights(file, root));
        List<Step> steps = network.steps();
        return new KerasHead(file.name(), network.input(), steps.subList(1, steps.size()));
    }

    private static boolean isZip(Path file) throws IOException {
        return Arrays.equals(beginning(file, ZIP.length), ZIP);
    }

    private static boolean isJson(Path file) throws IOException {
        return new String(beginning(file, 64), java.nio.charset.StandardCharsets.UTF_8)
                .strip()
                .startsWith("{");
    }

    private static byte[] beginning(Path file, int length) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(length);
        }
    }
}

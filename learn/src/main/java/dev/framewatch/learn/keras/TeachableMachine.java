package dev.framewatch.learn.keras;

import dev.framewatch.error.ModelException;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.model.ModelInput.ChannelOrder;
import dev.framewatch.model.Preprocessing;
import dev.framewatch.model.graph.JsonField;
import dev.framewatch.model.graph.TfjsModelFiles;
import dev.framewatch.model.graph.WeightReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image project exported from Google's Teachable Machine for TensorFlow.js: {@code model.json}
 * (a layers model), its weights, and {@code metadata.json} with the class names. Images are RGB,
 * scaled to {@code x / 127.5 - 1}. Teachable Machine's own library crops the central square of an
 * image, whereas Framewatch resizes the whole image to a square.
 */
final class TeachableMachine {
    static final String MODEL = "model.json";
    static final String METADATA = "metadata.json";
    private static final long MAX_METADATA_BYTES = 1 << 20;

    private TeachableMachine() {}

    /**
     * Reads an exported project.
     *
     * @param source the source as given by the user, for error messages
     * @param folder folder with the three files
     */
    static KerasModel.Complete read(String source, Path folder) throws IOException {
        for (String name : List.of(MODEL, METADATA)) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new ModelException(
                        "%s: there is no %s: choose the folder or zip file of a Teachable Machine image project exported for TensorFlow.js"
                                .formatted(source, name));
            }
        }
        try {
            return model(folder);
        } catch (ModelException e) {
            throw new ModelException(source + ": " + e.getMessage(), e);
        }
    }

    private static KerasModel.Complete model(Path folder) throws IOException {
        JsonField metadata = metadata(folder.resolve(METADATA));
        TfjsModelFiles files = TfjsModelFiles.of(folder.resolve(MODEL));
        KerasNetwork network = network(files);
        if (metadata.has("imageSize")
                && network.input() instanceof TensorShape.FeatureMap image
                && (image.height() != metadata.get("imageSize").intValue()
                        || image.width() != image.height())) {
            throw new ModelException(
                    "%s.imageSize is %d, but the model takes %s"
                            .formatted(
                                    metadata.path(), metadata.get("imageSize").intValue(), image));
        }
        KerasBackbone.Split split = KerasBackbone.split(network, preprocessing());
        KerasHead head =
                new KerasHead(
                        network.source(),
                        new TensorShape.Vector(split.backbone().dimensions()),
                        split.rest());
        return new KerasModel.Complete(split.backbone(), head, labels(metadata, head.classes()));
    }

    private static KerasNetwork network(TfjsModelFiles files) throws IOException {
        JsonField root = JsonField.parse(files.json(), files.name());
        if (root.has("format") && !root.get("format").text().equals("layers-model")) {
            throw new ModelException(
                    root.get("format").path()
                            + " is '"
                            + root.get("format").text()
                            + "', not layers-model as exported by Teachable Machine");
        }
        JsonField topology = root.get("modelTopology");
        JsonField model = topology.has("model_config") ? topology.get("model_config") : topology;
        WeightSource weights =
                new TfjsWeights(
                        files.name(),
                        new WeightReader(files).read(root.get("weightsManifest").items()));
        return KerasNetworkReader.read(files.name(), model, weights);
    }

    private static JsonField metadata(Path file) throws IOException {
        if (Files.size(file) > MAX_METADATA_BYTES) {
            throw new ModelException(METADATA + " is larger than 1 MB");
        }
        JsonField metadata =
                JsonField.parse(
                        new String(
                                BoundedFile.bytes(file, MAX_METADATA_BYTES),
                                StandardCharsets.UTF_8),
                        METADATA);
        if (metadata.has("packageName") && !metadata.get("packageName").text().endsWith("/image")) {
            throw new ModelException(
                    metadata.get("packageName").path()
                            + " is "
                            + metadata.get("packageName").text()
                            + ": only image projects are supported");
        }
        return metadata;
    }

    private static List<String> labels(JsonField metadata, int classes) throws ModelException {
        List<String> labels = new ArrayList<>();
        for (JsonField label : metadata.get("labels").items()) {
            labels.add(label.text());
        }
        if (labels.size() != classes || labels.stream().distinct().count() != classes) {
            throw new ModelException(
                    "%s lists %s, but the model has %d classes"
                            .formatted(metadata.get("labels").path(), labels, classes));
        }
        return labels;
    }

    private static Preprocessing preprocessing() {
        return new Preprocessing(
                0, ChannelOrder.RGB, List.of(127.5f, 127.5f, 127.5f), 1 / 127.5f, 1);
    }
}

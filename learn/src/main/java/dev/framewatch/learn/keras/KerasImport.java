package dev.framewatch.learn.keras;

import dev.framewatch.model.Family;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelException;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.Progress;
import dev.framewatch.model.Role;
import dev.framewatch.target.BackboneModels;
import dev.framewatch.target.Backbones;
import dev.framewatch.target.ModelRef;
import dev.framewatch.target.TargetStore;
import dev.framewatch.video.Picture;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes in a file of Keras or Teachable Machine: what describes pictures becomes a model of the
 * user's own, what decides becomes Targets.
 */
public final class KerasImport {
    private final ModelStore models;
    private final TargetStore targets;
    private final Progress progress;

    /**
     * @param progress hears of downloads of a model that is needed
     */
    public KerasImport(ModelStore models, TargetStore targets, Progress progress) {
        this.models = models;
        this.targets = targets;
        this.progress = progress;
    }

    /**
     * What only the user knows.
     *
     * @param backbone the model whose features a head by itself was trained on
     * @param labels names of a head's classes in their order; if empty, Teachable Machine's own, or
     *     numbers from 0
     * @param positive the classes to look for; if empty, those whose name does not say no
     */
    public record Wishes(String backbone, List<String> labels, List<String> positive) {
        public Wishes {
            labels = List.copyOf(labels);
            positive = List.copyOf(positive);
        }
    }

    /**
     * What came of it.
     *
     * @param backbone the model that was added, or null
     * @param targets names of the Targets that were made
     */
    public record Imported(@Nullable Model backbone, List<String> targets) {
        public Imported {
            targets = List.copyOf(targets);
        }
    }

    /**
     * Imports a file; all of it or nothing.
     *
     * @param source what {@link KerasReader} reads
     * @param id what model and Target are called; must be free
     * @throws ModelException when the file or a name will not do, or a head's backbone is not there
     */
    public Imported add(Path source, String id, Wishes wishes) throws IOException {
        return switch (KerasReader.read(source)) {
            case KerasModel.Describes describes ->
                    new Imported(add(source, describes.backbone(), id), List.of());
            case KerasModel.Decides decides ->
                    decides(source.toString(), decides.head(), id, wishes);
            case KerasModel.Both both -> both(source, both, id, wishes);
        };
    }

    private Model add(Path source, KerasBackbone backbone, String id) throws IOException {
        return models.add(
                source, backbone.onnx(), id, Family.SCENE_VECTORS, backbone.preprocessing());
    }

    private Imported decides(String source, KerasHead head, String id, Wishes wishes)
            throws IOException {
        ImportedTargets planned =
                planned(source, id, labels(source, head, wishes, numbered(head)), wishes);
        ModelRef backbone = backbone(source, wishes.backbone());
        int dimensions = dimensions(backbone);
        if (dimensions != head.dimensions()) {
            throw new ModelException(
                    "%s: it reads %d features, '%s' gives %d: name the backbone it was trained on with --backbone"
                            .formatted(source, head.dimensions(), wishes.backbone(), dimensions));
        }
        planned.save(head, backbone, targets);
        return new Imported(null, planned.names());
    }

    private Imported both(Path source, KerasModel.Both both, String id, Wishes wishes)
            throws IOException {
        List<String> labels = labels(source.toString(), both.head(), wishes, both.labels());
        ImportedTargets planned = planned(source.toString(), id, labels, wishes);
        Model model = add(source, both.backbone(), id);
        try {
            planned.save(
                    both.head(),
                    new BackboneModels(models, progress).reference(id, Role.SCENE_FEATURES),
                    targets);
        } catch (IOException | RuntimeException e) {
            models.remove(id);
            throw e;
        }
        return new Imported(model, planned.names());
    }

    private ImportedTargets planned(String source, String id, List<String> labels, Wishes wishes)
            throws ModelException {
        ImportedTargets planned = new ImportedTargets(source, id, labels, wishes.positive());
        planned.requireFree(targets);
        return planned;
    }

    private static List<String> numbered(KerasHead head) {
        return IntStream.range(0, head.classes()).mapToObj(Integer::toString).toList();
    }

    private static List<String> labels(
            String source, KerasHead head, Wishes wishes, List<String> otherwise)
            throws ModelException {
        if (wishes.labels().isEmpty()) {
            return otherwise;
        }
        long different = wishes.labels().stream().distinct().count();
        if (different != head.classes() || wishes.labels().size() != head.classes()) {
            throw new ModelException(
                    "%s: it tells %d classes apart, --labels names %s"
                            .formatted(source, head.classes(), wishes.labels()));
        }
        return wishes.labels();
    }

    private ModelRef backbone(String source, String id) throws IOException {
        if (models.models().stream().noneMatch(model -> model.id().equals(id))) {
            throw new ModelException(
                    """
                    %s: it reads the features of a backbone, and there is no '%s' yet. \
                    Name another with --backbone, or import that one first, as in
                      framewatch models import vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5 --as vgg16\
                    """
                            .formatted(source, id));
        }
        return new BackboneModels(models, progress).reference(id, Role.SCENE_FEATURES);
    }

    private int dimensions(ModelRef backbone) {
        try (FeatureExtractor extractor =
                new BackboneModels(models, progress).open(Backbones.scene(backbone))) {
            Picture black = new Picture(8, 8, new byte[8 * 8 * 3]);
            return extractor.extract(black).scene().getFirst().length;
        }
    }
}

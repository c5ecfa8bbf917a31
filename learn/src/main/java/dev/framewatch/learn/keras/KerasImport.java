package dev.framewatch.learn.keras;

import dev.framewatch.error.ConflictException;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.ModelException;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.OutputFormat;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.ModelRef;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.video.RgbImage;
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
    private final ProgressListener progress;

    /**
     * @param progress hears of downloads of a model that is needed
     */
    public KerasImport(ModelStore models, TargetStore targets, ProgressListener progress) {
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
    public record ImportOptions(String backbone, List<String> labels, List<String> positive) {
        public ImportOptions {
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
     * @throws ModelException when the file will not do
     * @throws InvalidFieldException when a head's backbone, a label or a class will not do
     * @throws ConflictException when the id is taken
     */
    public Imported add(Path source, String id, ImportOptions options) throws IOException {
        return switch (KerasReader.read(source)) {
            case KerasModel.BackboneOnly describes ->
                    new Imported(add(source, describes.backbone(), id), List.of());
            case KerasModel.HeadOnly decides ->
                    decides(source.toString(), decides.head(), id, options);
            case KerasModel.Complete both -> both(source, both, id, options);
        };
    }

    private Model add(Path source, KerasBackbone backbone, String id) throws IOException {
        return models.add(
                source, backbone.onnx(), id, OutputFormat.SCENE_VECTORS, backbone.preprocessing());
    }

    private Imported decides(String source, KerasHead head, String id, ImportOptions options)
            throws IOException {
        ImportedTargets planned =
                planned(source, id, labels(source, head, options, numbered(head)), options);
        ModelRef backbone = backbone(source, options.backbone());
        int dimensions = dimensions(backbone);
        if (dimensions != head.dimensions()) {
            throw new InvalidFieldException(
                    "backbone",
                    ("%s: it expects %d features, but '%s' has %d: specify the backbone it"
                                    + " was trained on")
                            .formatted(source, head.dimensions(), options.backbone(), dimensions));
        }
        planned.save(head, backbone, targets);
        return new Imported(null, planned.names());
    }

    private Imported both(Path source, KerasModel.Complete both, String id, ImportOptions options)
            throws IOException {
        List<String> labels = labels(source.toString(), both.head(), options, both.labels());
        ImportedTargets planned = planned(source.toString(), id, labels, options);
        Model model = add(source, both.backbone(), id);
        try {
            planned.save(
                    both.head(),
                    new BackboneLoader(models, progress).reference(id, ModelRole.SCENE_FEATURES),
                    targets);
        } catch (IOException | RuntimeException e) {
            models.remove(id);
            throw e;
        }
        return new Imported(model, planned.names());
    }

    private ImportedTargets planned(
            String source, String id, List<String> labels, ImportOptions options) {
        ImportedTargets planned = new ImportedTargets(source, id, labels, options.positive());
        planned.requireFree(targets);
        return planned;
    }

    private static List<String> numbered(KerasHead head) {
        return IntStream.range(0, head.classes()).mapToObj(Integer::toString).toList();
    }

    private static List<String> labels(
            String source, KerasHead head, ImportOptions options, List<String> otherwise) {
        if (options.labels().isEmpty()) {
            return otherwise;
        }
        long different = options.labels().stream().distinct().count();
        if (different != head.classes() || options.labels().size() != head.classes()) {
            throw new InvalidFieldException(
                    "labels",
                    "%s: it has %d classes, but the labels are %s"
                            .formatted(source, head.classes(), options.labels()));
        }
        return options.labels();
    }

    private ModelRef backbone(String source, String id) throws IOException {
        if (models.models().stream().noneMatch(model -> model.id().equals(id))) {
            throw new InvalidFieldException(
                    "backbone",
                    ("%s: it requires the features of a backbone, but there is no '%s':"
                                    + " specify another, or import that one first")
                            .formatted(source, id));
        }
        return new BackboneLoader(models, progress).reference(id, ModelRole.SCENE_FEATURES);
    }

    private int dimensions(ModelRef backbone) {
        try (FeatureExtractor extractor =
                new BackboneLoader(models, progress).open(Backbones.scene(backbone))) {
            RgbImage black = new RgbImage(8, 8, new byte[8 * 8 * 3]);
            return extractor.extract(black).scene().getFirst().length;
        }
    }
}

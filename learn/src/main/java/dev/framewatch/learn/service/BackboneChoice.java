package dev.framewatch.learn.service;

import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.learn.features.DiskBudget;
import dev.framewatch.learn.service.TrainingService.Head;
import dev.framewatch.learn.service.TrainingService.Request;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the models that extract the features of a training. */
final class BackboneChoice {
    private final BackboneLoader models;
    private final Path features;

    /**
     * @param features the folder for features during training; need not exist
     */
    BackboneChoice(BackboneLoader models, Path features) {
        this.models = models;
        this.features = features;
    }

    /**
     * Returns the candidate backbones; training keeps the best. Unless the request specifies them,
     * a scene is described both as a whole and region by region, because symbols are found better
     * by region.
     *
     * @param described the number of images including augmented copies
     * @param progress receives a notice if there is no space for region features
     * @throws InvalidFieldException if regions are requested and cannot be trained on
     */
    List<Backbones> of(Request request, int described, ProgressListener progress)
            throws IOException {
        TargetKind kind = request.plan().kind();
        Backbones chosen = chosen(kind, request.backbone(), request.detector());
        String regions = ModelCatalogue.regions().id();
        boolean linear = request.head() instanceof Head.Linear;
        DiskBudget room = DiskBudget.on(features, described);
        if (regions.equals(request.backbone()) && !linear) {
            throw new InvalidFieldException(
                    "backbone",
                    "only a linear head can be trained on region features, such as %s"
                            .formatted(regions));
        }
        if (regions.equals(request.backbone()) && !room.isEnough()) {
            throw new InvalidFieldException("backbone", room.lack());
        }
        if (kind == TargetKind.FACE || request.backbone() != null || !linear) {
            return List.of(chosen);
        }
        if (!room.isEnough()) {
            progress.notice("small symbols may be missed: " + room.lack());
            return List.of(chosen);
        }
        return List.of(
                chosen, Backbones.scene(models.reference(regions, ModelRole.SCENE_FEATURES)));
    }

    private Backbones chosen(TargetKind kind, @Nullable String backbone, @Nullable String detector)
            throws IOException {
        return switch (kind) {
            case FACE ->
                    models.faces(
                            id(detector, ModelRole.FACE_DETECTOR),
                            id(backbone, ModelRole.FACE_EMBEDDING));
            case SCENE ->
                    Backbones.scene(
                            models.reference(
                                    id(backbone, ModelRole.SCENE_FEATURES),
                                    ModelRole.SCENE_FEATURES));
            case AUTO ->
                    new Backbones(
                            models.reference(
                                    id(detector, ModelRole.FACE_DETECTOR), ModelRole.FACE_DETECTOR),
                            models.reference(
                                    id(null, ModelRole.FACE_EMBEDDING), ModelRole.FACE_EMBEDDING),
                            models.reference(
                                    id(backbone, ModelRole.SCENE_FEATURES),
                                    ModelRole.SCENE_FEATURES));
            case ARTWORK -> Backbones.artwork();
        };
    }

    private static String id(@Nullable String chosen, ModelRole role) {
        return chosen == null ? ModelCatalogue.standard(role).id() : chosen;
    }
}

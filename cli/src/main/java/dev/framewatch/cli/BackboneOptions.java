package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.features.DiskBudget;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelRole;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetKind;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which models describe what is learned from. */
final class BackboneOptions {
    @Option(
            names = "--backbone",
            paramLabel = "ID",
            description =
                    "The model that describes a face or a scene (default: see models; for a scene,"
                            + " whichever of two does better on what is held back).")
    private @Nullable String backbone;

    @Option(
            names = "--detector",
            paramLabel = "ID",
            description = "The model that finds faces (default: see models).")
    private @Nullable String detector;

    /**
     * What describes the pictures, one way after the other. Where the options leave it open, a
     * scene is looked at as a whole and region by region, because a symbol is found where it is.
     *
     * @param linear whether heads are linear: only they learn from regions
     * @param room for the pictures, region by region
     * @throws IllegalArgumentException when regions are asked for and the head is another
     * @throws UnusableDataException when regions are asked for and there is no room
     */
    List<Backbones> choose(
            TargetKind wanted,
            boolean linear,
            DiskBudget room,
            BackboneLoader models,
            Console console)
            throws IOException {
        Backbones chosen = chosen(wanted, models);
        String regions = ModelCatalogue.regions().id();
        if (regions.equals(backbone) && !linear) {
            throw new IllegalArgumentException(
                    "--backbone %s: only --head linear learns from regions".formatted(regions));
        }
        if (regions.equals(backbone) && !room.isEnough()) {
            throw new UnusableDataException("--backbone: " + room.lack());
        }
        if (wanted == TargetKind.FACE
                || wanted == TargetKind.ARTWORK
                || backbone != null
                || !linear) {
            return List.of(chosen);
        }
        if (!room.isEnough()) {
            console.note("note: small symbols may go unnoticed: " + room.lack());
            return List.of(chosen);
        }
        return List.of(
                chosen, Backbones.scene(models.reference(regions, ModelRole.SCENE_FEATURES)));
    }

    /** Whether a model was named. */
    boolean areNamed() {
        return backbone != null || detector != null;
    }

    private Backbones chosen(TargetKind wanted, BackboneLoader models) throws IOException {
        return switch (wanted) {
            case FACE ->
                    Backbones.faces(
                            models.reference(
                                    id(detector, ModelRole.FACE_DETECTOR), ModelRole.FACE_DETECTOR),
                            models.reference(
                                    id(backbone, ModelRole.FACE_EMBEDDING),
                                    ModelRole.FACE_EMBEDDING));
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

package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.learn.RegionRoom;
import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.Role;
import dev.framewatch.target.BackboneModels;
import dev.framewatch.target.Backbones;
import dev.framewatch.target.Kind;
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
            Kind wanted, boolean linear, RegionRoom room, BackboneModels models, Console console)
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
        if (wanted == Kind.FACE || wanted == Kind.ARTWORK || backbone != null || !linear) {
            return List.of(chosen);
        }
        if (!room.isEnough()) {
            console.note("note: small symbols may go unnoticed: " + room.lack());
            return List.of(chosen);
        }
        return List.of(chosen, Backbones.scene(models.reference(regions, Role.SCENE_FEATURES)));
    }

    /** Whether a model was named. */
    boolean areNamed() {
        return backbone != null || detector != null;
    }

    private Backbones chosen(Kind wanted, BackboneModels models) throws IOException {
        return switch (wanted) {
            case FACE ->
                    Backbones.faces(
                            models.reference(id(detector, Role.FACE_DETECTOR), Role.FACE_DETECTOR),
                            models.reference(
                                    id(backbone, Role.FACE_EMBEDDING), Role.FACE_EMBEDDING));
            case SCENE ->
                    Backbones.scene(
                            models.reference(
                                    id(backbone, Role.SCENE_FEATURES), Role.SCENE_FEATURES));
            case AUTO ->
                    new Backbones(
                            models.reference(id(detector, Role.FACE_DETECTOR), Role.FACE_DETECTOR),
                            models.reference(id(null, Role.FACE_EMBEDDING), Role.FACE_EMBEDDING),
                            models.reference(
                                    id(backbone, Role.SCENE_FEATURES), Role.SCENE_FEATURES));
            case ARTWORK -> Backbones.artwork();
        };
    }

    private static String id(@Nullable String chosen, Role role) {
        return chosen == null ? ModelCatalogue.standard(role).id() : chosen;
    }
}

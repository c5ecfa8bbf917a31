package dev.framewatch.targets;

import dev.framewatch.vision.LocalFeatureExtractor;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models whose features a Detector reads. Targets with equal backbones share every computation.
 *
 * @param detector finds faces; present together with {@code embedding}
 * @param embedding describes a face
 * @param scene describes the whole frame
 * @param local how key points are found and described, which takes no model
 */
public record Backbones(
        @Nullable ModelRef detector,
        @Nullable ModelRef embedding,
        @Nullable ModelRef scene,
        @Nullable String local) {
    public Backbones {
        if ((detector == null) != (embedding == null)) {
            throw new IllegalArgumentException("a face detector and an embedding go together");
        }
        if (detector == null && scene == null && local == null) {
            throw new IllegalArgumentException("no backbone is named");
        }
    }

    /** Models alone. */
    public Backbones(
            @Nullable ModelRef detector, @Nullable ModelRef embedding, @Nullable ModelRef scene) {
        this(detector, embedding, scene, null);
    }

    /** All of them, in the order in which they see a frame. */
    public List<ModelRef> models() {
        return Stream.of(detector, embedding, scene)
                .<ModelRef>mapMulti((model, named) -> {
                    if (model != null) {
                        named.accept(model);
                    }
                })
                .toList();
    }

    /** Each kind of feature by itself: what Targets can share although they differ in the rest. */
    public List<Backbones> parts() {
        if (detector == null || scene == null) {
            return List.of(this);
        }
        return List.of(new Backbones(detector, embedding, null), scene(scene));
    }

    /** What a kind of Target needs of these. */
    public Backbones of(TargetKind kind) {
        return switch (kind) {
            case FACE -> new Backbones(detector, embedding, null);
            case SCENE -> new Backbones(null, null, scene);
            case AUTO -> this;
            case ARTWORK -> new Backbones(null, null, null, local);
        };
    }

    public static Backbones faces(ModelRef detector, ModelRef embedding) {
        return new Backbones(detector, embedding, null);
    }

    /** The local features that are computed here. */
    public static Backbones artwork() {
        return new Backbones(null, null, null, LocalFeatureExtractor.DESCRIPTION);
    }

    public static Backbones scene(ModelRef scene) {
        return new Backbones(null, null, scene);
    }
}

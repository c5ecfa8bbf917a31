package dev.framewatch.targets;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framewatch.vision.LocalFeatureExtractor;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models whose features a classifier uses. Targets with equal backbones share all feature
 * extraction.
 *
 * @param detector detects faces; present together with {@code embedding}
 * @param landmarks aligns a face for an embedding that needs it; else null
 * @param embedding embeds a face
 * @param scene embeds the whole frame
 * @param local the local feature algorithm, which needs no model
 */
public record Backbones(
        @Nullable ModelRef detector,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ModelRef landmarks,
        @Nullable ModelRef embedding,
        @Nullable ModelRef scene,
        @Nullable String local) {
    public Backbones {
        if ((detector == null) != (embedding == null)) {
            throw new IllegalArgumentException(
                    "a face detector and an embedding must be given together");
        }
        if (landmarks != null && embedding == null) {
            throw new IllegalArgumentException("landmarks need an embedding");
        }
        if (detector == null && scene == null && local == null) {
            throw new IllegalArgumentException("at least one backbone is required");
        }
    }

    /** Creates backbones without landmarks and local features. */
    public Backbones(
            @Nullable ModelRef detector, @Nullable ModelRef embedding, @Nullable ModelRef scene) {
        this(detector, null, embedding, scene, null);
    }

    /** Returns all models, in the order in which they process a frame. */
    public List<ModelRef> models() {
        return Stream.of(detector, landmarks, embedding, scene)
                .<ModelRef>mapMulti((model, named) -> {
                    if (model != null) {
                        named.accept(model);
                    }
                })
                .toList();
    }

    /**
     * Returns backbones for each type of feature alone: what targets can share although they differ
     * in the rest.
     */
    public List<Backbones> parts() {
        if (detector == null || scene == null) {
            return List.of(this);
        }
        return List.of(new Backbones(detector, landmarks, embedding, null, null), scene(scene));
    }

    /** Returns the backbones that a kind of target needs. */
    public Backbones of(TargetKind kind) {
        return switch (kind) {
            case FACE -> new Backbones(detector, landmarks, embedding, null, null);
            case SCENE -> new Backbones(null, null, scene);
            case AUTO -> this;
            case ARTWORK -> new Backbones(null, null, null, null, local);
        };
    }

    public static Backbones faces(ModelRef detector, ModelRef embedding) {
        return new Backbones(detector, embedding, null);
    }

    /** Returns the local features that this version computes. */
    public static Backbones artwork() {
        return new Backbones(null, null, null, null, LocalFeatureExtractor.DESCRIPTION);
    }

    public static Backbones scene(ModelRef scene) {
        return new Backbones(null, null, scene);
    }
}

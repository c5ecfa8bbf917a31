package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that detectors may know of a frame, computed once and shared by every Target.
 *
 * @param faces the faces with their embeddings, most confident first; empty when none was found or
 *     nobody asked for faces
 * @param scene what describes the frame: one vector for the whole of it, or one for each of its
 *     regions; empty when nobody asked for it
 * @param regions where each of {@code scene} was seen; empty when it describes the whole frame
 * @param local key points; null when nobody asked for them
 */
public record FrameFeatures(
        List<SeenFace> faces,
        List<float[]> scene,
        List<Box> regions,
        @Nullable LocalFeatures local) {
    public static final FrameFeatures NONE = new FrameFeatures(List.of(), List.of());

    public FrameFeatures {
        faces = List.copyOf(faces);
        scene = List.copyOf(scene);
        regions = List.copyOf(regions);
        if (!regions.isEmpty() && regions.size() != scene.size()) {
            throw new IllegalArgumentException(
                    "%d vectors, %d regions".formatted(scene.size(), regions.size()));
        }
    }

    /** A frame whose scene is described as a whole, if at all. */
    public FrameFeatures(List<SeenFace> faces, List<float[]> scene) {
        this(faces, scene, List.of(), null);
    }

    /** Both together, where each part was computed for one of them only. */
    public FrameFeatures with(FrameFeatures other) {
        FrameFeatures around = scene.isEmpty() ? other : this;
        return new FrameFeatures(
                faces.isEmpty() ? other.faces : faces,
                around.scene,
                around.regions,
                local == null ? other.local : local);
    }

    /**
     * A face and its embedding.
     *
     * @param face where it is
     * @param embedding Euclidean length 1
     */
    public record SeenFace(Face face, float[] embedding) {}
}

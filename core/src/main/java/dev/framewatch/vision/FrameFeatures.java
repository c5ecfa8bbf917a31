package dev.framewatch.vision;

import java.util.List;

/**
 * All that detectors may know of a frame, computed once and shared by every Target.
 *
 * @param faces the faces with their embeddings, most confident first; empty when none was found or
 *     nobody asked for faces
 * @param scene the features of the whole frame; empty when nobody asked for them
 */
public record FrameFeatures(List<SeenFace> faces, float[] scene) {
    public FrameFeatures {
        faces = List.copyOf(faces);
    }

    /**
     * A face and its embedding.
     *
     * @param face where it is
     * @param embedding Euclidean length 1
     */
    public record SeenFace(Face face, float[] embedding) {}
}

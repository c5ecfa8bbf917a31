package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The features of a frame, computed once and shared by all targets.
 *
 * @param faces the faces with their embeddings, most confident first; empty if there are none or
 *     they were not requested
 * @param scene one vector for the whole frame, or one per region; empty if not requested. Not
 *     copied, since it may be backed by a file and be read on each access
 * @param regions the region of each vector in {@code scene}; empty if it describes the whole frame
 * @param local key points; null if not requested
 */
public record FrameFeatures(
        List<EmbeddedFace> faces,
        List<float[]> scene,
        List<Box> regions,
        @Nullable LocalFeatures local) {
    public static final FrameFeatures NONE = new FrameFeatures(List.of(), List.of());

    public FrameFeatures {
        faces = List.copyOf(faces);
        regions = List.copyOf(regions);
        if (!regions.isEmpty() && regions.size() != scene.size()) {
            throw new IllegalArgumentException(
                    "%d vectors, %d regions".formatted(scene.size(), regions.size()));
        }
    }

    /** Creates features of the whole frame, without regions or key points. */
    public FrameFeatures(List<EmbeddedFace> faces, List<float[]> scene) {
        this(faces, scene, List.of(), null);
    }

    /** Returns the embedding of each face. */
    public List<float[]> embeddings() {
        return faces.stream().map(EmbeddedFace::embedding).toList();
    }

    /** Merges two sets of features of one frame; where both have a part, this one's is kept. */
    public FrameFeatures merge(FrameFeatures other) {
        FrameFeatures sceneSource = scene.isEmpty() ? other : this;
        return new FrameFeatures(
                faces.isEmpty() ? other.faces : faces,
                sceneSource.scene,
                sceneSource.regions,
                local == null ? other.local : local);
    }

    /**
     * A detected face and its embedding.
     *
     * @param face the face
     * @param embedding of unit length
     * @param length of the embedding before it was normalised
     */
    public record EmbeddedFace(Face face, float[] embedding, float length) {
        public EmbeddedFace(Face face, FaceEmbedding embedding) {
            this(face, embedding.vector(), embedding.length());
        }
    }
}

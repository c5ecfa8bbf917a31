package dev.framewatch.vision;

import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes the features of a frame, each only once for all targets. Closes its detector, embedder
 * and scene features when closed. Thread-safe.
 */
public final class FeatureExtractor implements AutoCloseable {
    private final @Nullable FaceDetector detector;
    private final @Nullable FaceEmbedder embedder;
    private final @Nullable SceneFeatures scenes;
    private final @Nullable LocalFeatureExtractor local;

    /**
     * Creates an extractor of the given features; what is null is not computed.
     *
     * @throws IllegalArgumentException unless detector and embedder are both given or both null
     */
    public FeatureExtractor(
            @Nullable FaceDetector detector,
            @Nullable FaceEmbedder embedder,
            @Nullable SceneFeatures scenes,
            @Nullable LocalFeatureExtractor local) {
        if ((detector == null) != (embedder == null)) {
            throw new IllegalArgumentException("face detector and embedder must be given together");
        }
        this.detector = detector;
        this.embedder = embedder;
        this.scenes = scenes;
        this.local = local;
    }

    /** Creates an extractor without local features. */
    public FeatureExtractor(
            @Nullable FaceDetector detector,
            @Nullable FaceEmbedder embedder,
            @Nullable SceneFeatures scenes) {
        this(detector, embedder, scenes, null);
    }

    /**
     * Returns the features of a frame, with all its faces: in a crowd, the target's is rarely among
     * the most confident ones.
     *
     * @throws InferenceException if a model fails
     */
    public FrameFeatures extract(RgbImage image) {
        return extract(image, Integer.MAX_VALUE);
    }

    /**
     * Returns the features of an image that is only learned from.
     *
     * @param maxFaces the number of faces to embed, most confident first
     * @throws InferenceException if a model fails
     */
    public FrameFeatures extract(RgbImage image, int maxFaces) {
        return describe(image, embed(image, detect(image).stream().limit(maxFaces)));
    }

    /**
     * Returns only the faces of an image that is learned from.
     *
     * @param maxFaces the number of faces to embed, most confident first
     * @throws InferenceException if a model fails
     */
    public FrameFeatures extractFaces(RgbImage image, int maxFaces) {
        return new FrameFeatures(embed(image, detect(image).stream().limit(maxFaces)), List.of());
    }

    private List<EmbeddedFace> embed(RgbImage image, Stream<Face> faces) {
        return faces.map(face -> embed(image, face)).toList();
    }

    /**
     * Returns the features of an image in which the faces are known.
     *
     * @param faces those that {@link #detect} found, as {@link #embed} describes them
     */
    public FrameFeatures describe(RgbImage image, List<EmbeddedFace> faces) {
        return new FrameFeatures(
                faces,
                scenes == null ? List.of() : scenes.extract(image),
                scenes == null ? List.of() : scenes.regions(image),
                local == null ? null : local.extract(image));
    }

    /** Returns the faces of an image, most confident first; empty without a face detector. */
    public List<Face> detect(RgbImage image) {
        return detector == null ? List.of() : detector.detect(image);
    }

    /**
     * Returns a search for the faces of one video.
     *
     * @throws IllegalStateException without a face detector
     */
    public FaceSearch faceSearch() {
        if (detector == null) {
            throw new IllegalStateException("no face detector");
        }
        return new FaceSearch(detector);
    }

    /**
     * Returns a face with its embedding.
     *
     * @throws IllegalStateException without a face embedder
     */
    public EmbeddedFace embed(RgbImage image, Face face) {
        if (embedder == null) {
            throw new IllegalStateException("no face embedder");
        }
        return new EmbeddedFace(face, embedder.embed(image, face.box()));
    }

    @Override
    public void close() {
        if (detector != null && embedder != null) {
            detector.close();
            embedder.close();
        }
        if (scenes != null) {
            scenes.close();
        }
    }
}

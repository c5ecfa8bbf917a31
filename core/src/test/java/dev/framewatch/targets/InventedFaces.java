package dev.framewatch.targets;

import dev.framewatch.geometry.Box;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FaceDetector;
import dev.framewatch.vision.FaceEmbedder;
import dev.framewatch.vision.FaceEmbedding;
import dev.framewatch.vision.FeatureExtractor;
import java.util.List;
import java.util.function.Function;

/** Stands in for networks that find and describe faces. */
public final class InventedFaces {
    private InventedFaces() {}

    /**
     * Returns an extractor of embeddings with two values.
     *
     * @param detect the faces of an image
     * @param embed the embedding of a face
     */
    public static FeatureExtractor extractor(
            Function<RgbImage, List<Face>> detect, Function<Box, FaceEmbedding> embed) {
        return new FeatureExtractor(
                new FaceDetector() {
                    @Override
                    public List<Face> detect(RgbImage image) {
                        return detect.apply(image);
                    }

                    @Override
                    public void close() {}
                },
                new FaceEmbedder() {
                    @Override
                    public int dimensions() {
                        return 2;
                    }

                    @Override
                    public FaceEmbedding embed(RgbImage image, Box face) {
                        return embed.apply(face);
                    }

                    @Override
                    public void close() {}
                },
                null);
    }
}

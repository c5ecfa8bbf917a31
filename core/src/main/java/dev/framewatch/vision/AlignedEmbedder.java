package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.ModelInput;
import dev.framewatch.video.RgbImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * An embedding network applied to a face whose eyes, nose and mouth are brought to the positions
 * that it was trained with, by the similarity transform of least squares. Thread-safe.
 */
public final class AlignedEmbedder implements FaceEmbedder {
    /** Positions in a crop of {@value #TEMPLATE_SIZE} pixels (InsightFace's template). */
    private static final double[] TEMPLATE = {
        38.29, 51.70, 73.53, 51.50, 56.03, 71.74, 41.55, 92.37, 70.73, 92.20
    };

    private static final int TEMPLATE_SIZE = 112;

    private final FaceMesh mesh;
    private final OnnxModel model;
    private final CropResizer.PixelNormalization normalization;
    private final int dimensions;
    private final ThreadLocal<FloatBuffer> threadBuffer;

    /**
     * Creates an embedder that owns the models.
     *
     * @param landmarks a face mesh
     * @param model maps one image to one vector
     * @throws InvalidModelException if an input or output does not fit
     */
    public AlignedEmbedder(
            OnnxModel landmarks,
            ModelInput landmarksInput,
            OnnxModel model,
            ModelInput modelInput) {
        if (modelInput.width() != TEMPLATE_SIZE || modelInput.height() != TEMPLATE_SIZE) {
            throw new InvalidModelException(
                    "face embedding: expected an input of 112x112, not "
                            + modelInput.description());
        }
        this.mesh = new FaceMesh(landmarks, landmarksInput);
        this.model = model;
        this.normalization = CropResizer.PixelNormalization.of(modelInput);
        this.threadBuffer =
                ThreadLocal.withInitial(() ->
                        ByteBuffer.allocateDirect(TEMPLATE_SIZE * TEMPLATE_SIZE * 3 * Float.BYTES)
                                .order(ByteOrder.nativeOrder())
                                .asFloatBuffer());
        this.dimensions = run().length;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public FaceEmbedding embed(RgbImage image, Box face) {
        SimilarityTransform toImage = SimilarityTransform.fit(TEMPLATE, mesh.locate(image, face));
        new WarpedCrop(image, toImage).write(TEMPLATE_SIZE, normalization, threadBuffer.get());
        return FaceEmbedding.ofRaw(run());
    }

    private float[] run() {
        return model.run(threadBuffer.get(), 1, TEMPLATE_SIZE, TEMPLATE_SIZE, 3).getFirst().data();
    }

    @Override
    public void close() {
        mesh.close();
        model.close();
    }
}

package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.ModelInput;
import dev.framewatch.video.RgbImage;

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
    private final int dimensions;
    private final ThreadLocal<ImageTensor> threadTensor;

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
        this.threadTensor =
                ThreadLocal.withInitial(() ->
                        new ImageTensor(model, modelInput).resize(TEMPLATE_SIZE, TEMPLATE_SIZE));
        this.dimensions = run(threadTensor.get()).length;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public FaceEmbedding embed(RgbImage image, Box face) {
        SimilarityTransform toImage = SimilarityTransform.fit(TEMPLATE, mesh.locate(image, face));
        ImageTensor tensor = threadTensor.get();
        new WarpedCrop(image, toImage).write(tensor);
        return FaceEmbedding.ofRaw(run(tensor));
    }

    private float[] run(ImageTensor tensor) {
        return tensor.run(model).getFirst().data();
    }

    @Override
    public void close() {
        mesh.close();
        model.close();
    }
}

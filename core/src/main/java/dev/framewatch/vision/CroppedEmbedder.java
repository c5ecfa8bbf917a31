package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.ModelInput;
import dev.framewatch.video.RgbImage;

/**
 * An embedding network applied to a square crop around the face, without alignment. The side of the
 * crop is {@code crop} times the longer side of the box plus {@code margin} times the longer side
 * of the image.
 */
public final class CroppedEmbedder implements FaceEmbedder {
    private final OnnxModel model;
    private final ModelInput input;
    private final int dimensions;
    private final ThreadLocal<ImageTensor> threadTensor;

    /**
     * Creates an embedder that owns the model.
     *
     * @param model maps one image to one vector
     * @param input the expected input; square
     * @throws InvalidModelException if the network's input or output does not fit
     */
    public CroppedEmbedder(OnnxModel model, ModelInput input) {
        if (input.width() != input.height() || input.width() < 16) {
            throw new InvalidModelException(
                    "face embedding: expected a square input, not " + input.description());
        }
        this.model = model;
        this.input = input;
        int side = input.width();
        this.threadTensor =
                ThreadLocal.withInitial(() -> new ImageTensor(model, input).resize(side, side));
        this.dimensions = embed(greyImage(), new Box(0, 0, 8, 8)).vector().length;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public FaceEmbedding embed(RgbImage image, Box face) {
        float side =
                (float)
                        (Math.max(face.width(), face.height()) * input.crop()
                                + Math.max(image.width(), image.height()) * input.margin());
        Box crop =
                new Box(
                        face.x() + (face.width() - side) / 2,
                        face.y() + (face.height() - side) / 2,
                        side,
                        side);
        OnnxModel.Tensor output = threadTensor.get().draw(image, crop).run(model).getFirst();
        return FaceEmbedding.ofRaw(output.data());
    }

    private static RgbImage greyImage() {
        byte[] rgb = new byte[8 * 8 * 3];
        java.util.Arrays.fill(rgb, (byte) 128);
        return new RgbImage(8, 8, rgb);
    }

    @Override
    public void close() {
        model.close();
    }
}

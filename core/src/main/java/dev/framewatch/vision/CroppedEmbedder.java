package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.ModelInput;
import dev.framewatch.video.RgbImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * An embedding network applied to a square crop around the face, without alignment. The side of the
 * crop is {@code crop} times the longer side of the box plus {@code margin} times the longer side
 * of the image.
 */
public final class CroppedEmbedder implements FaceEmbedder {
    private final OnnxModel model;
    private final ModelInput input;
    private final CropResizer.PixelNormalization normalization;
    private final int dimensions;
    private final ThreadLocal<Buffers> threadBuffers;

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
        this.normalization = CropResizer.PixelNormalization.of(input);
        this.threadBuffers = ThreadLocal.withInitial(() -> new Buffers(input.width()));
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
        Buffers buffers = threadBuffers.get();
        int size = input.width();
        buffers.cropResizer.resize(
                image, crop, size, size, normalization, buffers.interleaved, 0, size * 3);
        OnnxModel.Tensor output =
                input.layout() == ModelInput.Layout.NCHW
                        ? model.run(
                                        HwcToChw.convert(buffers.interleaved, buffers.planar),
                                        1,
                                        3,
                                        size,
                                        size)
                                .getFirst()
                        : model.run(buffers.interleaved, 1, size, size, 3).getFirst();
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

    /** The input tensors of one thread, reused. */
    private static final class Buffers {
        private final CropResizer cropResizer = new CropResizer();
        private final FloatBuffer interleaved;
        private final FloatBuffer planar;

        Buffers(int size) {
            interleaved = allocate(size);
            planar = allocate(size);
        }

        private static FloatBuffer allocate(int size) {
            return ByteBuffer.allocateDirect(size * size * 3 * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
    }
}

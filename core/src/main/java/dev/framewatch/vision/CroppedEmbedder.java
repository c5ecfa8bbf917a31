package dev.framewatch.vision;

import dev.framewatch.video.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * An embedding network that looks at a square cut around the face, without alignment. The cut is
 * {@code crop} times the longer side of the box.
 */
public final class CroppedEmbedder implements FaceEmbedder {
    private final OnnxModel model;
    private final Input input;
    private final int dimensions;
    private final ThreadLocal<Sheet> sheets;

    /**
     * How the network wants its faces.
     *
     * @param size side of the square input, pixels
     * @param channelsFirst true for [1,3,size,size], false for [1,size,size,3]
     * @param bgr blue first
     * @param mean what is taken from red, green and blue, 0 to 255
     * @param scale what the difference is multiplied with
     * @param crop side of the cut over the longer side of the face's box, 1 to 3
     */
    public record Input(
            int size, boolean channelsFirst, boolean bgr, float[] mean, float scale, float crop) {
        public Input {
            if (size < 16 || size > 1024 || mean.length != 3 || !(crop >= 1 && crop <= 3)) {
                throw new IllegalArgumentException(
                        "an embedding input of %d pixels with crop %s".formatted(size, crop));
            }
        }

        /**
         * faceres of the human-models package: 224 pixels, Keras-style BGR minus ImageNet means.
         */
        public static Input faceres() {
            return new Input(224, false, true, new float[] {123.68f, 116.779f, 103.939f}, 1, 1.25f);
        }
    }

    /**
     * @throws ModelRefused when the network's input or output does not fit
     */
    public CroppedEmbedder(OnnxModel model, Input input) {
        this.model = model;
        this.input = input;
        this.sheets = ThreadLocal.withInitial(() -> new Sheet(input.size));
        this.dimensions = embed(grey(), new Box(0, 0, 8, 8)).length;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public float[] embed(Picture picture, Box face) {
        float side = Math.max(face.width(), face.height()) * input.crop;
        Box cut =
                new Box(
                        face.x() + (face.width() - side) / 2,
                        face.y() + (face.height() - side) / 2,
                        side,
                        side);
        Sheet sheet = sheets.get();
        int size = input.size;
        Resampler.Colours colours =
                new Resampler.Colours(
                        input.bgr, input.mean[0], input.mean[1], input.mean[2], input.scale);
        sheet.resampler.draw(picture, cut, size, size, colours, sheet.pixels, 0, size * 3);
        OnnxModel.Tensor out =
                input.channelsFirst
                        ? model.run(Planes.split(sheet.pixels, sheet.planes), 1, 3, size, size)
                                .getFirst()
                        : model.run(sheet.pixels, 1, size, size, 3).getFirst();
        return normalise(out.data());
    }

    private static float[] normalise(float[] vector) {
        double sum = 0;
        for (float v : vector) {
            sum += (double) v * v;
        }
        float scale = (float) (1 / Math.sqrt(Math.max(sum, 1e-20)));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    private static Picture grey() {
        byte[] rgb = new byte[8 * 8 * 3];
        java.util.Arrays.fill(rgb, (byte) 128);
        return new Picture(8, 8, rgb);
    }

    @Override
    public void close() {
        model.close();
    }

    /** One thread's input tensor, kept from face to face. */
    private static final class Sheet {
        private final Resampler resampler = new Resampler();
        private final FloatBuffer pixels;
        private final FloatBuffer planes;

        Sheet(int size) {
            pixels = direct(size);
            planes = direct(size);
        }

        private static FloatBuffer direct(int size) {
            return ByteBuffer.allocateDirect(size * size * 3 * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
    }
}

package dev.framewatch.vision;

import dev.framewatch.video.Picture;
import dev.framewatch.vision.OnnxModel.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Layers of a MobileNetV2 (Sandler et al., 2018, "MobileNetV2: Inverted Residuals and Linear
 * Bottlenecks"), each pooled over the whole picture inside of the graph. The maximum over a middle
 * layer remembers that a shape was somewhere; averages and the last layer describe the scene.
 *
 * <p>The picture is squeezed to a square: a symbol is then seen a little distorted but with twice
 * the pixels that bars at the sides of an upright picture would leave it. The pooled values are
 * given as they are, from 0 to 6; what learns from them brings them to one scale.
 */
public final class MobileNetScene implements SceneFeatures {
    private static final int SIZE = 224;
    private static final Resampler.Colours COLOURS =
            new Resampler.Colours(false, 0, 0, 0, 1 / 255f);

    private final OnnxModel model;
    private final int dimensions;
    private final ThreadLocal<Sheet> sheets = ThreadLocal.withInitial(Sheet::new);

    /**
     * @param model takes [1,224,224,3], RGB from 0 to 1; its outputs, [1,D] each, are joined in
     *     their order
     * @throws ModelRefused when the input is another, or an output is not one row of numbers
     */
    public MobileNetScene(OnnxModel model) {
        long[] input = model.inputShape();
        if (input.length != 4 || !fits(input[1], SIZE) || !fits(input[2], SIZE) || input[3] != 3) {
            throw new ModelRefused(
                    "scene features: the input must be [1,224,224,3], not "
                            + Arrays.toString(input));
        }
        this.model = model;
        List<Tensor> out = model.run(new Sheet().pixels, 1, SIZE, SIZE, 3);
        for (int i = 0; i < out.size(); i++) {
            long[] shape = out.get(i).shape();
            if (shape.length != 2 || shape[0] != 1) {
                throw new ModelRefused(
                        "scene features: output '%s' is not one row of numbers"
                                .formatted(model.outputs().get(i)));
            }
        }
        this.dimensions = out.stream().mapToInt(tensor -> tensor.data().length).sum();
    }

    private static boolean fits(long axis, int size) {
        return axis == size || axis == -1;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public float[] of(Picture picture) {
        Sheet sheet = sheets.get();
        Box whole = new Box(0, 0, picture.width(), picture.height());
        sheet.resampler.draw(picture, whole, SIZE, SIZE, COLOURS, sheet.pixels, 0, SIZE * 3);
        float[] features = new float[dimensions];
        int at = 0;
        for (Tensor pooled : model.run(sheet.pixels, 1, SIZE, SIZE, 3)) {
            System.arraycopy(pooled.data(), 0, features, at, pooled.data().length);
            at += pooled.data().length;
        }
        return features;
    }

    @Override
    public void close() {
        model.close();
    }

    /** One thread's input tensor, kept from picture to picture. */
    private static final class Sheet {
        private final Resampler resampler = new Resampler();
        private final FloatBuffer pixels =
                ByteBuffer.allocateDirect(SIZE * SIZE * 3 * Float.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
    }
}

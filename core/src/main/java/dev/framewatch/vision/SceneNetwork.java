package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.ModelInput;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.OnnxModel.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network that computes features of a whole image, resized to its input without preserving the
 * aspect ratio: a symbol is slightly distorted but gets more pixels than letterboxing a portrait
 * image would leave it. The values are not scaled; the classifiers do that.
 */
public final class SceneNetwork implements SceneFeatures {
    private final OnnxModel model;
    private final ModelInput input;
    private final CropResizer.Colours colours;
    private final int dimensions;
    private final ThreadLocal<Sheet> sheets;

    /**
     * Creates an extractor that owns the model.
     *
     * @param model outputs vectors [1, D], concatenated in order, or regions [1, R, D],
     *     concatenated region by region
     * @param input the expected input, of a fixed size
     * @throws InvalidModelException if its outputs have other shapes or differ in the number of
     *     regions
     */
    public SceneNetwork(OnnxModel model, ModelInput input) {
        if (input.width() < 16 || input.height() < 16) {
            throw new InvalidModelException(
                    "scene features: expected an input of fixed size, not " + input.description());
        }
        long[] shape = model.inputShape();
        if (shape.length != 4) {
            throw new InvalidModelException(
                    "scene features: expected image input [N, H, W, C] or [N, C, H, W], not "
                            + Arrays.toString(shape));
        }
        this.model = model;
        this.input = input;
        this.colours = CropResizer.Colours.of(input);
        this.sheets = ThreadLocal.withInitial(() -> new Sheet(input.width(), input.height()));
        List<Tensor> out = run(new Sheet(input.width(), input.height()));
        for (int i = 0; i < out.size(); i++) {
            long[] rows = out.get(i).shape();
            boolean fits = (rows.length == 2 || rows.length == 3) && rows[0] == 1;
            if (!fits || regions(rows) != regions(out.getFirst().shape())) {
                throw new InvalidModelException(
                        "scene features: output '%s' has neither shape [1, D] nor [1, R, D]"
                                .formatted(model.outputs().get(i)));
            }
        }
        this.dimensions = out.stream().mapToInt(SceneNetwork::width).sum();
    }

    private static int regions(long[] shape) {
        return shape.length == 2 ? 1 : Math.toIntExact(shape[1]);
    }

    private static int width(Tensor tensor) {
        return Math.toIntExact(tensor.shape()[tensor.shape().length - 1]);
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public List<float[]> of(RgbImage image) {
        Sheet sheet = sheets.get();
        Box whole = new Box(0, 0, image.width(), image.height());
        sheet.cropResizer.draw(
                image,
                whole,
                input.width(),
                input.height(),
                colours,
                sheet.pixels,
                0,
                input.width() * 3);
        List<Tensor> out = run(sheet);
        List<float[]> vectors = new ArrayList<>();
        for (int region = 0; region < regions(out.getFirst().shape()); region++) {
            vectors.add(joined(out, region));
        }
        return vectors;
    }

    private float[] joined(List<Tensor> out, int region) {
        float[] vector = new float[dimensions];
        int at = 0;
        for (Tensor part : out) {
            int width = width(part);
            System.arraycopy(part.data(), region * width, vector, at, width);
            at += width;
        }
        return vector;
    }

    private List<Tensor> run(Sheet sheet) {
        return input.layout() == ModelInput.Layout.NCHW
                ? model.run(
                        HwcToChw.split(sheet.pixels, sheet.planes),
                        1,
                        3,
                        input.height(),
                        input.width())
                : model.run(sheet.pixels, 1, input.height(), input.width(), 3);
    }

    @Override
    public void close() {
        model.close();
    }

    /** The input tensors of one thread, reused. */
    private static final class Sheet {
        private final CropResizer cropResizer = new CropResizer();
        private final FloatBuffer pixels;
        private final FloatBuffer planes;

        Sheet(int width, int height) {
            pixels = direct(width * height * 3);
            planes = direct(width * height * 3);
        }

        private static FloatBuffer direct(int length) {
            return ByteBuffer.allocateDirect(length * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
    }
}

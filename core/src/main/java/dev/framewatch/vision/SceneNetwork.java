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
 * A network that describes a whole picture, squeezed to its input: a symbol is then seen a little
 * distorted but with more pixels than bars at the sides of an upright picture would leave it. The
 * values are given as they are; what learns from them brings them to one scale.
 */
public final class SceneNetwork implements SceneFeatures {
    private final OnnxModel model;
    private final ModelInput input;
    private final CropResizer.Colours colours;
    private final int dimensions;
    private final ThreadLocal<Sheet> sheets;

    /**
     * @param model gives rows [1,D], which are joined in their order to one vector, or regions
     *     [1,R,D], which are joined region by region
     * @param input what it wants to see, of a fixed size
     * @throws InvalidModelException when its outputs are neither, or not of the same number of
     *     regions
     */
    public SceneNetwork(OnnxModel model, ModelInput input) {
        if (input.width() < 16 || input.height() < 16) {
            throw new InvalidModelException(
                    "scene features need an input of a fixed size, not " + input.description());
        }
        long[] shape = model.inputShape();
        if (shape.length != 4) {
            throw new InvalidModelException(
                    "scene features: the input must be pictures, not " + Arrays.toString(shape));
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
                        "scene features: output '%s' is neither one row of numbers nor one row for each region"
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

    /** One thread's input tensor, kept from picture to picture. */
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

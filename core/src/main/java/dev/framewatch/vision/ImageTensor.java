package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.ModelInput;
import dev.framewatch.model.ModelInput.Layout;
import dev.framewatch.video.RgbImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The input tensor of a model for images: normalised pixels in the layout of the model. Its memory
 * is reused, so an instance must be confined to one thread.
 */
final class ImageTensor {
    private final Layout layout;
    private final PixelNormalization normalization;
    private final float padding;
    private final float[] offsets;
    private final float[][] lookupTables;
    private final CropResizer cropResizer = new CropResizer();
    private FloatBuffer memory = FloatBuffer.allocate(0);
    private FloatBuffer values = memory;
    private int width;
    private int height;
    private int imageWidth;
    private int imageHeight;
    private float[] row = {};

    /**
     * Creates an empty tensor.
     *
     * @param padding value of what lies outside the image
     */
    ImageTensor(Layout layout, PixelNormalization normalization, float padding) {
        this.layout = layout;
        this.normalization = normalization;
        this.padding = padding;
        this.offsets = normalization.offsets();
        this.lookupTables = new float[3][];
        for (int channel = 0; channel < 3; channel++) {
            lookupTables[channel] = normalization.lookupTable(channel);
        }
    }

    /** Creates an empty tensor for a model without padding. */
    ImageTensor(OnnxModel model, ModelInput input) {
        this(model.imageLayout(), PixelNormalization.of(input), 0);
    }

    int width() {
        return width;
    }

    /** Sets the size in pixels; all of it is going to be drawn. */
    ImageTensor resize(int width, int height) {
        return resize(width, height, width, height);
    }

    /**
     * Sets the size in pixels.
     *
     * @param imageWidth the part that is going to be drawn, from the left; the rest is padding
     * @param imageHeight the part that is going to be drawn, from the top; the rest is padding
     */
    ImageTensor resize(int width, int height, int imageWidth, int imageHeight) {
        if (this.width == width
                && this.height == height
                && this.imageWidth == imageWidth
                && this.imageHeight == imageHeight) {
            return this;
        }
        int length = 3 * width * height;
        if (memory.capacity() < length) {
            memory =
                    ByteBuffer.allocateDirect(length * Float.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .asFloatBuffer();
        }
        values = memory.slice(0, length);
        this.width = width;
        this.height = height;
        this.imageWidth = imageWidth;
        this.imageHeight = imageHeight;
        pad();
        return this;
    }

    private void pad() {
        float[] padded = new float[3 * width];
        Arrays.fill(padded, padding);
        int pixels = layout == Layout.NCHW ? 1 : 3;
        int planes = layout == Layout.NCHW ? 3 : 1;
        for (int row = 0; row < planes * height; row++) {
            int drawn = row % height < imageHeight ? imageWidth : 0;
            values.put((row * width + drawn) * pixels, padded, 0, (width - drawn) * pixels);
        }
    }

    /** Draws a rectangle of an image over the part that is not padding. */
    ImageTensor draw(RgbImage image, Box crop) {
        cropResizer.resize(image, crop, imageWidth, imageHeight, this);
        return this;
    }

    /** Draws a whole image over the part that is not padding. */
    ImageTensor draw(RgbImage image) {
        return draw(image, new Box(0, 0, image.width(), image.height()));
    }

    /**
     * Writes the start of a row.
     *
     * @param rgb three values 0 to 255 for each pixel
     */
    void put(int y, float[] rgb, int pixels) {
        int red = start(normalization.redIndex(), pixels);
        int green = start(1, pixels);
        int blue = start(2 - normalization.redIndex(), pixels);
        int step = layout == Layout.NCHW ? 1 : 3;
        float scale = normalization.scale();
        float[] out = row(pixels);
        for (int x = 0, at = 0; x < pixels; x++, at += step) {
            out[red + at] = rgb[3 * x] * scale - offsets[0];
            out[green + at] = rgb[3 * x + 1] * scale - offsets[1];
            out[blue + at] = rgb[3 * x + 2] * scale - offsets[2];
        }
        putRow(y, pixels);
    }

    /**
     * Writes the start of a row.
     *
     * @param rgb three bytes for each pixel
     * @param from index of the first one
     */
    void put(int y, byte[] rgb, int from, int pixels) {
        int red = start(normalization.redIndex(), pixels);
        int green = start(1, pixels);
        int blue = start(2 - normalization.redIndex(), pixels);
        int step = layout == Layout.NCHW ? 1 : 3;
        float[] reds = lookupTables[0];
        float[] greens = lookupTables[1];
        float[] blues = lookupTables[2];
        float[] out = row(pixels);
        for (int x = 0, at = 0, i = from; x < pixels; x++, at += step, i += 3) {
            out[red + at] = reds[rgb[i] & 0xff];
            out[green + at] = greens[rgb[i + 1] & 0xff];
            out[blue + at] = blues[rgb[i + 2] & 0xff];
        }
        putRow(y, pixels);
    }

    /** Returns where a channel of the row starts. */
    private int start(int channel, int pixels) {
        return layout == Layout.NCHW ? channel * pixels : channel;
    }

    private float[] row(int pixels) {
        if (row.length < 3 * pixels) {
            row = new float[3 * pixels];
        }
        return row;
    }

    private void putRow(int y, int pixels) {
        if (layout == Layout.NHWC) {
            values.put(3 * y * width, row, 0, 3 * pixels);
            return;
        }
        for (int channel = 0; channel < 3; channel++) {
            values.put((channel * height + y) * width, row, channel * pixels, pixels);
        }
    }

    /** Returns the values in the layout of the model. */
    FloatBuffer values() {
        return values;
    }

    /**
     * Runs a model on this one image.
     *
     * @throws InferenceException if ONNX Runtime fails
     */
    List<OnnxModel.Tensor> run(OnnxModel model) {
        return layout == Layout.NCHW
                ? model.run(values, 1, 3, height, width)
                : model.run(values, 1, height, width, 3);
    }
}

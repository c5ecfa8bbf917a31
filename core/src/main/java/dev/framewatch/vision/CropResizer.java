package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.ModelInput;
import dev.framewatch.video.RgbImage;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Crops a rectangle from an image and resizes it: area averaging when shrinking, bilinear
 * interpolation when enlarging. Shrinking without averaging aliases, which costs more accuracy than
 * the time it saves. Separable, with weights computed once per axis. Reuses its row buffers, so an
 * instance must be confined to one thread.
 */
final class CropResizer {
    private float[] rows = new float[0];

    /**
     * Maps colour values to model input: {@code (value - mean) * scale} per channel.
     *
     * @param bgr whether the channels are written blue first
     * @param scale the factor
     */
    record PixelNormalization(boolean bgr, float meanR, float meanG, float meanB, float scale) {
        /** Returns the position of red among the three channels of the output. */
        private int redIndex() {
            return bgr ? 2 : 0;
        }

        /** Returns the model input for each of the 256 values of an output channel. */
        private float[] lookupTable(int channel) {
            float[] table = new float[256];
            float offset = offsets()[channel];
            for (int value = 0; value < 256; value++) {
                table[value] = value * scale - offset;
            }
            return table;
        }

        /** Returns the value subtracted after scaling, per channel in output order. */
        private float[] offsets() {
            float[] offsets = {meanR * scale, meanG * scale, meanB * scale};
            return bgr ? new float[] {offsets[2], offsets[1], offsets[0]} : offsets;
        }

        /** Returns the mapping for a model, whose means are in its own channel order. */
        static PixelNormalization of(ModelInput input) {
            boolean bgr = input.colours() == ModelInput.ChannelOrder.BGR;
            List<Float> mean = bgr ? input.mean().reversed() : input.mean();
            return new PixelNormalization(
                    bgr, mean.get(0), mean.get(1), mean.get(2), input.scale());
        }
    }

    /**
     * Writes {@code width * height * 3} floats to {@code out}, starting at {@code offset}, with
     * {@code stride} floats from one row to the next. Outside the image, the edge pixels are
     * repeated.
     *
     * @param crop the rectangle to crop, in pixels of the image
     */
    void resize(
            RgbImage image,
            Box crop,
            int width,
            int height,
            PixelNormalization normalization,
            FloatBuffer out,
            int offset,
            int stride) {
        if (isIdentity(image, crop, width, height)) {
            copy(image, normalization, out, offset, stride);
            return;
        }
        Axis across = Axis.of(crop.x(), crop.width(), image.width(), width);
        Axis down = Axis.of(crop.y(), crop.height(), image.height(), height);
        int top = down.first[0];
        int bottom = down.last();
        int rowLength = width * 3;
        resampleHorizontally(image, across, top, bottom, rowLength);

        float[] outputRow = new float[rowLength];
        int red = normalization.redIndex();
        int blue = 2 - red;
        float scale = normalization.scale;
        float[] offsets = normalization.offsets();
        float[] mixedRow = new float[rowLength];
        for (int y = 0; y < height; y++) {
            resampleVertically(down, y, top, rowLength, mixedRow);
            for (int x = 0; x < rowLength; x += 3) {
                outputRow[x + red] = mixedRow[x] * scale - offsets[red];
                outputRow[x + 1] = mixedRow[x + 1] * scale - offsets[1];
                outputRow[x + blue] = mixedRow[x + 2] * scale - offsets[blue];
            }
            out.put(offset + y * stride, outputRow);
        }
    }

    private static boolean isIdentity(RgbImage image, Box crop, int width, int height) {
        return crop.x() == 0
                && crop.y() == 0
                && crop.width() == width
                && crop.height() == height
                && image.width() == width
                && image.height() == height;
    }

    /** Copies an image that already has the model's input size, the common case. */
    private static void copy(
            RgbImage image,
            PixelNormalization normalization,
            FloatBuffer out,
            int offset,
            int stride) {
        int rowLength = image.width() * 3;
        int red = normalization.redIndex();
        int blue = 2 - red;
        float[] reds = normalization.lookupTable(red);
        float[] greens = normalization.lookupTable(1);
        float[] blues = normalization.lookupTable(blue);
        byte[] rgb = image.rgb();
        float[] outputRow = new float[rowLength];
        for (int y = 0; y < image.height(); y++) {
            int from = y * rowLength;
            for (int x = 0; x < rowLength; x += 3) {
                outputRow[x + red] = reds[rgb[from + x] & 0xff];
                outputRow[x + 1] = greens[rgb[from + x + 1] & 0xff];
                outputRow[x + blue] = blues[rgb[from + x + 2] & 0xff];
            }
            out.put(offset + y * stride, outputRow);
        }
    }

    private void resampleHorizontally(
            RgbImage image, Axis across, int top, int bottom, int rowLength) {
        int needed = (bottom - top + 1) * rowLength;
        if (rows.length < needed) {
            rows = new float[needed];
        }
        byte[] rgb = image.rgb();
        for (int y = top; y <= bottom; y++) {
            int from = y * image.width() * 3;
            int to = (y - top) * rowLength;
            for (int x = 0; x < across.first.length; x++, to += 3) {
                float red = 0;
                float green = 0;
                float blue = 0;
                int pixel = from + across.first[x] * 3;
                for (int k = across.start[x]; k < across.start[x + 1]; k++, pixel += 3) {
                    float weight = across.weights[k];
                    red += weight * (rgb[pixel] & 0xff);
                    green += weight * (rgb[pixel + 1] & 0xff);
                    blue += weight * (rgb[pixel + 2] & 0xff);
                }
                rows[to] = red;
                rows[to + 1] = green;
                rows[to + 2] = blue;
            }
        }
    }

    private void resampleVertically(Axis down, int y, int top, int rowLength, float[] mixedRow) {
        int row = (down.first[y] - top) * rowLength;
        float weight = down.weights[down.start[y]];
        for (int x = 0; x < rowLength; x++) {
            mixedRow[x] = weight * rows[row + x];
        }
        for (int k = down.start[y] + 1; k < down.start[y + 1]; k++) {
            row += rowLength;
            weight = down.weights[k];
            for (int x = 0; x < rowLength; x++) {
                mixedRow[x] += weight * rows[row + x];
            }
        }
    }

    /**
     * The first input position and the weights for each output position: a triangle kernel as wide
     * as the scale factor (at least one pixel), clamped to the image, with sum 1. The weights of
     * output {@code i} are those from {@code start[i]} to {@code start[i + 1]}.
     */
    private record Axis(int[] first, int[] start, float[] weights) {
        static Axis of(float from, float length, int limit, int size) {
            float step = length / size;
            float reach = Math.max(1, step);
            int maxWeights = 2 * (int) Math.ceil(reach) + 1;
            int[] first = new int[size];
            int[] start = new int[size + 1];
            float[] weights = new float[size * maxWeights];
            int weightCount = 0;
            for (int i = 0; i < size; i++) {
                float centre = from + (i + 0.5f) * step - 0.5f;
                int low = (int) Math.ceil(centre - reach);
                int high = (int) Math.floor(centre + reach);
                int begin = Math.clamp(low, 0, limit - 1);
                int end = Math.clamp(high, 0, limit - 1);
                first[i] = begin;
                float sum = 0;
                for (int p = low; p <= high; p++) {
                    float weight = Math.max(0, 1 - Math.abs(p - centre) / reach);
                    weights[weightCount + Math.clamp(p, begin, end) - begin] += weight;
                    sum += weight;
                }
                for (int k = weightCount; k <= weightCount + end - begin; k++) {
                    weights[k] /= sum;
                }
                weightCount += end - begin + 1;
                start[i + 1] = weightCount;
            }
            return new Axis(first, start, weights);
        }

        int last() {
            int end = first.length - 1;
            return first[end] + start[end + 1] - start[end] - 1;
        }
    }
}

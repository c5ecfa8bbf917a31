package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.video.RgbImage;

/**
 * Crops a rectangle from an image and resizes it: area averaging when shrinking, bilinear
 * interpolation when enlarging. Shrinking without averaging aliases, which costs more accuracy than
 * the time it saves. Separable, with weights computed once per axis. Reuses its row buffers, so an
 * instance must be confined to one thread.
 */
final class CropResizer {
    private float[] rows = new float[0];

    /**
     * Writes the top-left {@code width * height} pixels of a tensor. Outside the image, the edge
     * pixels are repeated.
     *
     * @param crop the rectangle to crop, in pixels of the image
     */
    void resize(RgbImage image, Box crop, int width, int height, ImageTensor out) {
        if (isWholePixels(crop, width, height)
                && crop.x() >= 0
                && crop.y() >= 0
                && crop.x() + width <= image.width()
                && crop.y() + height <= image.height()) {
            copy(image, (int) crop.x(), (int) crop.y(), width, height, out);
            return;
        }
        Axis across = Axis.of(crop.x(), crop.width(), image.width(), width);
        Axis down = Axis.of(crop.y(), crop.height(), image.height(), height);
        int top = down.first[0];
        int rowLength = width * 3;
        resampleHorizontally(image, across, top, down.last(), rowLength);
        float[] mixedRow = new float[rowLength];
        for (int y = 0; y < height; y++) {
            resampleVertically(down, y, top, rowLength, mixedRow);
            out.put(y, mixedRow, width);
        }
    }

    private static boolean isWholePixels(Box crop, int width, int height) {
        return crop.width() == width
                && crop.height() == height
                && crop.x() == (int) crop.x()
                && crop.y() == (int) crop.y();
    }

    /** Copies pixels that already have the model's resolution, the common case. */
    private static void copy(
            RgbImage image, int left, int top, int width, int height, ImageTensor out) {
        for (int y = 0; y < height; y++) {
            out.put(y, image.rgb(), 3 * ((top + y) * image.width() + left), width);
        }
    }

    private void resampleHorizontally(
            RgbImage image, Axis across, int top, int bottom, int rowLength) {
        int needed = (bottom - top + 1) * rowLength;
        if (rows.length < needed) {
            rows = new float[needed];
        }
        for (int y = top; y <= bottom; y++) {
            int from = y * image.width() * 3;
            int to = (y - top) * rowLength;
            if (across.taps == 2) {
                interpolate(image.rgb(), from, across, to);
            } else {
                average(image.rgb(), from, across, to);
            }
        }
    }

    /** Resamples a row of an image that is enlarged: two pixels are mixed for each. */
    private void interpolate(byte[] rgb, int from, Axis across, int to) {
        float[] weights = across.weights;
        float[] out = rows;
        for (int x = 0, at = to; x < across.first.length; x++, at += 3) {
            int pixel = from + across.first[x] * 3;
            float left = weights[2 * x];
            float right = weights[2 * x + 1];
            out[at] = left * (rgb[pixel] & 0xff) + right * (rgb[pixel + 3] & 0xff);
            out[at + 1] = left * (rgb[pixel + 1] & 0xff) + right * (rgb[pixel + 4] & 0xff);
            out[at + 2] = left * (rgb[pixel + 2] & 0xff) + right * (rgb[pixel + 5] & 0xff);
        }
    }

    private void average(byte[] rgb, int from, Axis across, int to) {
        int taps = across.taps;
        for (int x = 0, at = to, k = 0; x < across.first.length; x++, at += 3) {
            float red = 0;
            float green = 0;
            float blue = 0;
            int pixel = from + across.first[x] * 3;
            for (int end = k + taps; k < end; k++, pixel += 3) {
                float weight = across.weights[k];
                red += weight * (rgb[pixel] & 0xff);
                green += weight * (rgb[pixel + 1] & 0xff);
                blue += weight * (rgb[pixel + 2] & 0xff);
            }
            rows[at] = red;
            rows[at + 1] = green;
            rows[at + 2] = blue;
        }
    }

    private void resampleVertically(Axis down, int y, int top, int rowLength, float[] mixedRow) {
        int row = (down.first[y] - top) * rowLength;
        float weight = down.weights[y * down.taps];
        for (int x = 0; x < rowLength; x++) {
            mixedRow[x] = weight * rows[row + x];
        }
        for (int k = 1; k < down.taps; k++) {
            row += rowLength;
            weight = down.weights[y * down.taps + k];
            if (weight != 0) {
                for (int x = 0; x < rowLength; x++) {
                    mixedRow[x] += weight * rows[row + x];
                }
            }
        }
    }

    /**
     * The first input position and the weights for each output position: a triangle kernel as wide
     * as the scale factor (at least one pixel), clamped to the image, with sum 1. Each output has
     * as many weights, some of them 0; those of output {@code i} start at {@code i * taps}.
     */
    private record Axis(int[] first, int taps, float[] weights) {
        static Axis of(float from, float length, int limit, int size) {
            float step = length / size;
            float reach = Math.max(1, step);
            int taps = Math.min(limit, (int) Math.ceil(2 * reach));
            int[] first = new int[size];
            float[] weights = new float[size * taps];
            for (int i = 0; i < size; i++) {
                float centre = from + (i + 0.5f) * step - 0.5f;
                int low = (int) Math.ceil(centre - reach);
                int high = (int) Math.floor(centre + reach);
                int begin = Math.clamp(low, 0, limit - taps);
                first[i] = begin;
                float sum = 0;
                for (int p = low; p <= high; p++) {
                    float weight = Math.max(0, 1 - Math.abs(p - centre) / reach);
                    int tap = Math.clamp(Math.clamp(p, 0, limit - 1) - begin, 0, taps - 1);
                    weights[i * taps + tap] += weight;
                    sum += weight;
                }
                for (int k = i * taps; k < (i + 1) * taps; k++) {
                    weights[k] /= sum;
                }
            }
            return new Axis(first, taps, weights);
        }

        /** Returns the last input position of any output. */
        int last() {
            return first[first.length - 1] + taps - 1;
        }
    }
}

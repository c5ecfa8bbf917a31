package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.model.ModelInput;
import dev.framewatch.video.RgbImage;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Cuts a rectangle out of a picture and brings it to another size: area averaging where it shrinks,
 * linear interpolation where it grows. Shrinking without averaging aliases, which costs recognition
 * more than it saves. Works in two passes with weights computed once an axis; keeps its row
 * buffers, so one resampler belongs to one thread.
 */
final class CropResizer {
    private float[] rows = new float[0];

    /** How a colour becomes a model's number: {@code (value - mean) * scale}, for each channel. */
    record Colours(boolean bgr, float meanR, float meanG, float meanB, float scale) {
        /** Where red goes among the three. */
        private int red() {
            return bgr ? 2 : 0;
        }

        /** The model's number for each of the 256 values of a channel. */
        private float[] table(int place) {
            float[] table = new float[256];
            float offset = offsets()[place];
            for (int value = 0; value < 256; value++) {
                table[value] = value * scale - offset;
            }
            return table;
        }

        /** What is taken from a scaled value, in the model's order. */
        private float[] offsets() {
            float[] offsets = {meanR * scale, meanG * scale, meanB * scale};
            return bgr ? new float[] {offsets[2], offsets[1], offsets[0]} : offsets;
        }

        /** As a model wants them; its means are in its own order of colours. */
        static Colours of(ModelInput input) {
            boolean bgr = input.colours() == ModelInput.ChannelOrder.BGR;
            List<Float> mean = bgr ? input.mean().reversed() : input.mean();
            return new Colours(bgr, mean.get(0), mean.get(1), mean.get(2), input.scale());
        }
    }

    /**
     * Writes {@code width * height * 3} floats from position {@code offset} of {@code out}, each
     * row {@code stride} floats after the one before. What lies outside of the picture repeats its
     * edge.
     */
    void draw(
            RgbImage image,
            Box cut,
            int width,
            int height,
            Colours colours,
            FloatBuffer out,
            int offset,
            int stride) {
        if (isWhole(image, cut, width, height)) {
            copy(image, colours, out, offset, stride);
            return;
        }
        Axis across = Axis.of(cut.x(), cut.width(), image.width(), width);
        Axis down = Axis.of(cut.y(), cut.height(), image.height(), height);
        int top = down.first[0];
        int bottom = down.last();
        int rowLength = width * 3;
        shrinkRows(image, across, top, bottom, rowLength);

        float[] line = new float[rowLength];
        int red = colours.red();
        int blue = 2 - red;
        float scale = colours.scale;
        float[] offsets = colours.offsets();
        float[] mixed = new float[rowLength];
        for (int y = 0; y < height; y++) {
            mixRows(down, y, top, rowLength, mixed);
            for (int x = 0; x < rowLength; x += 3) {
                line[x + red] = mixed[x] * scale - offsets[red];
                line[x + 1] = mixed[x + 1] * scale - offsets[1];
                line[x + blue] = mixed[x + 2] * scale - offsets[blue];
            }
            out.put(offset + y * stride, line);
        }
    }

    private static boolean isWhole(RgbImage image, Box cut, int width, int height) {
        return cut.x() == 0
                && cut.y() == 0
                && cut.width() == width
                && cut.height() == height
                && image.width() == width
                && image.height() == height;
    }

    /** The common case of a picture that has the model's size already. */
    private static void copy(
            RgbImage image, Colours colours, FloatBuffer out, int offset, int stride) {
        int rowLength = image.width() * 3;
        int red = colours.red();
        int blue = 2 - red;
        float[] reds = colours.table(red);
        float[] greens = colours.table(1);
        float[] blues = colours.table(blue);
        byte[] rgb = image.rgb();
        float[] line = new float[rowLength];
        for (int y = 0; y < image.height(); y++) {
            int from = y * rowLength;
            for (int x = 0; x < rowLength; x += 3) {
                line[x + red] = reds[rgb[from + x] & 0xff];
                line[x + 1] = greens[rgb[from + x + 1] & 0xff];
                line[x + blue] = blues[rgb[from + x + 2] & 0xff];
            }
            out.put(offset + y * stride, line);
        }
    }

    private void shrinkRows(RgbImage image, Axis across, int top, int bottom, int rowLength) {
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

    private void mixRows(Axis down, int y, int top, int rowLength, float[] mixed) {
        int row = (down.first[y] - top) * rowLength;
        float weight = down.weights[down.start[y]];
        for (int x = 0; x < rowLength; x++) {
            mixed[x] = weight * rows[row + x];
        }
        for (int k = down.start[y] + 1; k < down.start[y + 1]; k++) {
            row += rowLength;
            weight = down.weights[k];
            for (int x = 0; x < rowLength; x++) {
                mixed[x] += weight * rows[row + x];
            }
        }
    }

    /**
     * For each output position the first input position it reads and the weights from there on: a
     * triangle as wide as the shrinking (at least one pixel), clamped to the picture, sum 1.
     */
    private record Axis(int[] first, int[] start, float[] weights) {
        static Axis of(float from, float length, int limit, int size) {
            float step = length / size;
            float reach = Math.max(1, step);
            int most = 2 * (int) Math.ceil(reach) + 1;
            int[] first = new int[size];
            int[] start = new int[size + 1];
            float[] weights = new float[size * most];
            int used = 0;
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
                    weights[used + Math.clamp(p, begin, end) - begin] += weight;
                    sum += weight;
                }
                for (int k = used; k <= used + end - begin; k++) {
                    weights[k] /= sum;
                }
                used += end - begin + 1;
                start[i + 1] = used;
            }
            return new Axis(first, start, weights);
        }

        int last() {
            int end = first.length - 1;
            return first[end] + start[end + 1] - start[end] - 1;
        }
    }
}

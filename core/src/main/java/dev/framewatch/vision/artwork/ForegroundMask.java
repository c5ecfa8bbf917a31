package dev.framewatch.vision.artwork;

import dev.framewatch.video.RgbImage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The foreground of a reference image. If the image border is white, all white that is connected to
 * the border is background: a logo saved on white or transparent has such a border, and a different
 * background in videos. A border of any other colour belongs to the artwork.
 *
 * @param image the reference
 * @param background true for each background pixel; null if there is no background
 * @param left first foreground column
 * @param top first foreground row
 * @param width number of columns to the last foreground column
 * @param height number of rows to the last foreground row
 */
record ForegroundMask(
        RgbImage image, boolean @Nullable [] background, int left, int top, int width, int height) {
    /** Minimum fraction of white pixels in a white border. */
    private static final double MIN_WHITE_FRACTION = 0.9;

    /** Minimum value of each channel of a white pixel, of 255. */
    private static final int MIN_WHITE_LEVEL = 231;

    static ForegroundMask of(RgbImage image) {
        int width = image.width();
        int height = image.height();
        int[] border = borderPixels(width, height);
        long white = Arrays.stream(border).filter(i -> isWhite(image, i)).count();
        if (white < MIN_WHITE_FRACTION * border.length) {
            return new ForegroundMask(image, null, 0, 0, width, height);
        }
        boolean[] background = floodFill(image, border);
        int left = width;
        int top = height;
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < background.length; i++) {
            if (!background[i]) {
                left = Math.min(left, i % width);
                right = Math.max(right, i % width);
                top = Math.min(top, i / width);
                bottom = Math.max(bottom, i / width);
            }
        }
        return right < left
                ? new ForegroundMask(image, null, 0, 0, width, height)
                : new ForegroundMask(
                        image, background, left, top, right - left + 1, bottom - top + 1);
    }

    private static int[] borderPixels(int width, int height) {
        int[] border = new int[2 * (width + height)];
        int count = 0;
        for (int x = 0; x < width; x++) {
            border[count++] = x;
            border[count++] = (height - 1) * width + x;
        }
        for (int y = 0; y < height; y++) {
            border[count++] = y * width;
            border[count++] = y * width + width - 1;
        }
        return border;
    }

    private static boolean isWhite(RgbImage image, int pixel) {
        for (int channel = 0; channel < 3; channel++) {
            if ((image.rgb()[3 * pixel + channel] & 255) < MIN_WHITE_LEVEL) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] floodFill(RgbImage image, int[] border) {
        int width = image.width();
        boolean[] reached = new boolean[width * image.height()];
        int[] stack = new int[reached.length];
        int count = 0;
        for (int pixel : border) {
            count = visit(image, pixel, reached, stack, count);
        }
        while (count > 0) {
            int pixel = stack[--count];
            int x = pixel % width;
            if (x > 0) {
                count = visit(image, pixel - 1, reached, stack, count);
            }
            if (x < width - 1) {
                count = visit(image, pixel + 1, reached, stack, count);
            }
            if (pixel >= width) {
                count = visit(image, pixel - width, reached, stack, count);
            }
            if (pixel < reached.length - width) {
                count = visit(image, pixel + width, reached, stack, count);
            }
        }
        return reached;
    }

    private static int visit(RgbImage image, int pixel, boolean[] reached, int[] stack, int count) {
        if (reached[pixel] || !isWhite(image, pixel)) {
            return count;
        }
        reached[pixel] = true;
        stack[count] = pixel;
        return count + 1;
    }

    /** Returns the longer side of the foreground, in pixels of the reference. */
    int longerSide() {
        return Math.max(width, height);
    }

    /**
     * Returns the foreground with a margin around it, as far as the reference has one.
     *
     * @param margin in pixels of the reference
     * @param black whether to fill the background with black
     */
    RgbImage withMargin(int margin, boolean black) {
        int fromX = Math.max(0, left - margin);
        int fromY = Math.max(0, top - margin);
        int toX = Math.min(image.width(), left + width + margin);
        int toY = Math.min(image.height(), top + height + margin);
        byte[] rgb = new byte[3 * (toX - fromX) * (toY - fromY)];
        int at = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = fromX; x < toX; x++) {
                int pixel = y * image.width() + x;
                boolean blacken = black && background != null && background[pixel];
                for (int channel = 0; channel < 3; channel++) {
                    rgb[at++] = blacken ? 0 : image.rgb()[3 * pixel + channel];
                }
            }
        }
        return new RgbImage(toX - fromX, toY - fromY, rgb);
    }
}

package dev.framewatch.video;

import dev.framewatch.video.VideoEncoding.Coding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Clips made for tests. Each picture carries its number: a code of black and white squares along
 * the top, so that a test can read which picture it was given. The rest tells up from down.
 */
public final class Clips {
    private static final int BITS = 8;

    private Clips() {}

    /** A picture with a readable number 0 to 255, red top half, blue bottom half. */
    public static RgbImage numbered(int width, int height, int number) {
        byte[] rgb = new byte[3 * width * height];
        int cell = width / BITS;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * width + x);
                if (y < height / 4) {
                    boolean on = (number >> Math.min(BITS - 1, x / cell) & 1) != 0;
                    byte value = (byte) (on ? 235 : 20);
                    rgb[at] = value;
                    rgb[at + 1] = value;
                    rgb[at + 2] = value;
                } else {
                    rgb[at] = (byte) (y < height / 2 ? 200 : 30);
                    rgb[at + 1] = 30;
                    rgb[at + 2] = (byte) (y < height / 2 ? 30 : 200);
                }
            }
        }
        return new RgbImage(width, height, rgb);
    }

    /** The number that {@link #numbered} drew, read from an upright picture of any size. */
    public static int numberOf(RgbImage image) {
        int number = 0;
        for (int bit = 0; bit < BITS; bit++) {
            int x = (2 * bit + 1) * image.width() / (2 * BITS);
            int green = green(image, x, image.height() / 8);
            number |= (green > 128 ? 1 : 0) << bit;
        }
        return number;
    }

    /** Whether a pixel is of the red upper half, not of the blue lower one. */
    public static boolean isRed(RgbImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        return (image.rgb()[at] & 255) > (image.rgb()[at + 2] & 255) + 60;
    }

    private static int green(RgbImage image, int x, int y) {
        return image.rgb()[3 * (y * image.width() + x) + 1] & 255;
    }

    /** Numbered pictures at regular times. */
    public static Path write(Path file, Coding coding, int count, double perSecond)
            throws IOException {
        return write(file, VideoEncoding.of(coding, perSecond), 128, 96, count, i -> i / perSecond);
    }

    /** Numbered pictures at the times that a function gives for their numbers. */
    public static Path write(
            Path file,
            VideoEncoding format,
            int width,
            int height,
            int count,
            DoubleUnaryOperator seconds)
            throws IOException {
        try (var writer = new VideoWriter(file, width, height, format)) {
            for (int i = 0; i < count; i++) {
                writer.add(numbered(width, height, i & 255), seconds.applyAsDouble(i));
            }
            writer.finish();
        }
        return file;
    }

    /** An mp4 whose index comes first, as web sites want it. */
    public static VideoEncoding indexFirst(double perSecond) {
        return new VideoEncoding(Coding.H264, perSecond, 0, 1, Map.of("movflags", "+faststart"));
    }
}

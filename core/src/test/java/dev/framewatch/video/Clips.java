package dev.framewatch.video;

import dev.framewatch.video.VideoEncoding.Codec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;

/**
 * Generates test clips. Each frame shows its number as a code of black and white squares along the
 * top, so that tests can identify frames; the colours below distinguish top from bottom.
 */
public final class Clips {
    private static final int BITS = 8;

    private Clips() {}

    /**
     * Returns an image with a readable number from 0 to 255, a red top half and a blue bottom half.
     */
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

    /** Returns the number drawn by {@link #numbered}, read from an upright image of any size. */
    public static int numberOf(RgbImage image) {
        int number = 0;
        for (int bit = 0; bit < BITS; bit++) {
            int x = (2 * bit + 1) * image.width() / (2 * BITS);
            int green = green(image, x, image.height() / 8);
            number |= (green > 128 ? 1 : 0) << bit;
        }
        return number;
    }

    /** Returns whether a pixel is in the red upper half rather than the blue lower half. */
    public static boolean isRed(RgbImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        return (image.rgb()[at] & 255) > (image.rgb()[at + 2] & 255) + 60;
    }

    private static int green(RgbImage image, int x, int y) {
        return image.rgb()[3 * (y * image.width() + x) + 1] & 255;
    }

    /** Writes numbered frames at a constant rate. */
    public static Path write(Path file, Codec codec, int count, double perSecond)
            throws IOException {
        return write(file, VideoEncoding.of(codec, perSecond), 128, 96, count, i -> i / perSecond);
    }

    /** Writes numbered frames at the times given by a function of their numbers. */
    public static Path write(
            Path file,
            VideoEncoding format,
            int width,
            int height,
            int count,
            DoubleUnaryOperator seconds)
            throws IOException {
        return write(file, format, count, i -> numbered(width, height, i & 255), seconds);
    }

    /** Writes any frames at the constant rate of the format. */
    public static Path write(
            Path file, VideoEncoding format, int count, IntFunction<RgbImage> frames)
            throws IOException {
        return write(file, format, count, frames, i -> i / format.framesPerSecond());
    }

    private static Path write(
            Path file,
            VideoEncoding format,
            int count,
            IntFunction<RgbImage> frames,
            DoubleUnaryOperator seconds)
            throws IOException {
        RgbImage first = frames.apply(0);
        try (var writer = new VideoWriter(file, first.width(), first.height(), format)) {
            for (int i = 0; i < count; i++) {
                writer.add(i == 0 ? first : frames.apply(i), seconds.applyAsDouble(i));
            }
            writer.finish();
        }
        return file;
    }

    /** Returns the encoding of an MP4 file with its index first, as used on the web. */
    public static VideoEncoding fastStart(double perSecond) {
        return new VideoEncoding(Codec.H264, perSecond, 0, 1, Map.of("movflags", "+faststart"));
    }
}

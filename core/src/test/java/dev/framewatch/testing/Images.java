package dev.framewatch.testing;

import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.decoder.ExifOrientation;
import dev.framewatch.video.decoder.RgbPixels;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;

/** Images made by code, and files of them, for tests of every module. */
public final class Images {
    private Images() {}

    /** The colour of each pixel, as 0xRRGGBB. */
    @FunctionalInterface
    public interface Pixels {
        int at(int x, int y);
    }

    public static RgbImage of(int width, int height, Pixels pixels) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int colour = pixels.at(x, y);
                int at = 3 * (y * width + x);
                rgb[at] = (byte) (colour >> 16);
                rgb[at + 1] = (byte) (colour >> 8);
                rgb[at + 2] = (byte) colour;
            }
        }
        return new RgbImage(width, height, rgb);
    }

    /** Returns a colour from its parts, of which the lowest 8 bits count. */
    public static int colour(int red, int green, int blue) {
        return ((red & 255) << 16) | ((green & 255) << 8) | (blue & 255);
    }

    /** Returns the colour of a pixel, as 0xRRGGBB. */
    public static int colourAt(RgbImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        return colour(image.rgb()[at], image.rgb()[at + 1], image.rgb()[at + 2]);
    }

    /** Returns an image of one grey level, 0 to 255. */
    public static RgbImage grey(int width, int height, int level) {
        return of(width, height, (_, _) -> colour(level, level, level));
    }

    public static RgbImage black(int width, int height) {
        return grey(width, height, 0);
    }

    /** Returns what is drawn on black, with smooth edges. */
    public static RgbImage drawn(int width, int height, Consumer<Graphics2D> drawing) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D draw = image.createGraphics();
        draw.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        drawing.accept(draw);
        draw.dispose();
        return of(width, height, image::getRGB);
    }

    /** Returns a hundred rectangles in random colours, at places that depend on the seed. */
    public static RgbImage confetti(long seed, int width, int height) {
        return confetti(seed, width, height, 255, _ -> {});
    }

    /** Returns confetti whose colours have no part above a level, and what is drawn over it. */
    public static RgbImage confetti(
            long seed, int width, int height, int maxLevel, Consumer<Graphics2D> over) {
        Random random = new Random(seed);
        return drawn(
                width,
                height,
                draw -> {
                    for (int i = 0; i < 100; i++) {
                        int[] parts = random.ints(3, 0, maxLevel + 1).toArray();
                        draw.setColor(new Color(parts[0], parts[1], parts[2]));
                        draw.fillRect(
                                random.nextInt(width),
                                random.nextInt(height),
                                width / 4,
                                height / 6);
                    }
                    over.accept(draw);
                });
    }

    /** Returns an image that was stored with an EXIF orientation as it is meant to be seen. */
    public static RgbImage turned(RgbImage stored, int orientation) {
        RgbPixels pixels = new RgbPixels(stored.width(), stored.height(), stored.rgb());
        RgbPixels upright = ExifOrientation.apply(pixels, orientation);
        return new RgbImage(upright.width(), upright.height(), upright.rgb());
    }

    public static Path writePng(Path file, RgbImage image) throws IOException {
        return Files.write(file, ImageFiles.encodePng(image));
    }

    public static Path writeJpeg(Path file, RgbImage image) throws IOException {
        ImageFiles.writeJpeg(ImageFiles.toBufferedImage(image), file);
        return file;
    }
}

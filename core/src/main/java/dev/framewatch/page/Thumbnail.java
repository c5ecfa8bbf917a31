package dev.framewatch.page;

import dev.framewatch.geometry.Region;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** A frame made small, with the place that decided, as a JPEG that a page can hold. */
public final class Thumbnail {
    private static final int LONG_SIDE = 400;
    private static final float LINE_WIDTH = 2.5f;

    private Thumbnail() {}

    /** The address of an image that needs no file: {@code data:image/jpeg;base64,...}. */
    public static String address(RgbImage picture, @Nullable Region marked) {
        BufferedImage small = small(picture);
        Graphics2D draw = small.createGraphics();
        RegionShape.draw(draw, marked, small.getWidth() / (double) picture.width(), LINE_WIDTH);
        draw.dispose();
        return address(small);
    }

    /** As {@link #address(RgbImage, Region)}, of an image as it is. */
    public static String address(BufferedImage small) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg(small));
    }

    /** The picture with a long side of at most {@value #LONG_SIDE} pixels, to be drawn on. */
    public static BufferedImage small(RgbImage picture) {
        return ImageFiles.toBufferedImage(picture.shrunkTo(LONG_SIDE));
    }

    private static byte[] jpeg(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode an image in memory", e);
        }
        return out.toByteArray();
    }
}

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

/** Creates thumbnails of frames for pages, with a region marked. */
public final class Thumbnail {
    private static final int LONG_SIDE = 400;
    private static final int ENLARGED_LONG_SIDE = 960;
    private static final float LINE_WIDTH = 2.5f;

    private Thumbnail() {}

    /** Returns a thumbnail as a JPEG data URI: {@code data:image/jpeg;base64,...}. */
    public static String dataUri(RgbImage image, @Nullable Region marked) {
        return dataUri(image, marked, LONG_SIDE);
    }

    /** Returns a picture that is shown small and can be enlarged, as a JPEG data URI. */
    public static String enlargeable(RgbImage image, @Nullable Region marked) {
        return dataUri(image, marked, ENLARGED_LONG_SIDE);
    }

    private static String dataUri(RgbImage image, @Nullable Region marked, int longSide) {
        BufferedImage small = ImageFiles.toBufferedImage(image.shrunkTo(longSide));
        Graphics2D draw = small.createGraphics();
        RegionShape.draw(
                draw,
                marked,
                small.getWidth() / (double) image.width(),
                LINE_WIDTH * longSide / LONG_SIDE);
        draw.dispose();
        return dataUri(small);
    }

    /** Returns an image as a JPEG data URI, without downscaling it. */
    public static String dataUri(BufferedImage small) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg(small));
    }

    /**
     * Returns the image with a long side of at most {@value #LONG_SIDE} pixels, ready to be drawn
     * on.
     */
    public static BufferedImage downscaled(RgbImage image) {
        return ImageFiles.toBufferedImage(image.shrunkTo(LONG_SIDE));
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

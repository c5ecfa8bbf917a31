package dev.framewatch.page;

import dev.framewatch.geometry.Region;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
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
    private static final Color MARK = new Color(255, 214, 0);

    private Thumbnail() {}

    /** The address of an image that needs no file: {@code data:image/jpeg;base64,...}. */
    public static String address(RgbImage picture, @Nullable Region marked) {
        BufferedImage small = small(picture);
        Graphics2D draw = small.createGraphics();
        mark(draw, marked, small.getWidth() / (double) picture.width());
        draw.dispose();
        return address(small);
    }

    /** As {@link #address(RgbImage, Region)}, of an image as it is. */
    public static String address(BufferedImage small) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg(small));
    }

    /** The picture with a long side of at most {@value #LONG_SIDE} pixels, to be drawn on. */
    public static BufferedImage small(RgbImage picture) {
        double scale =
                Math.min(1, LONG_SIDE / (double) Math.max(picture.width(), picture.height()));
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D draw = small.createGraphics();
        draw.drawImage(
                ImageFiles.image(picture)
                        .getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING),
                0,
                0,
                null);
        draw.dispose();
        return small;
    }

    private static void mark(Graphics2D draw, @Nullable Region region, double scale) {
        if (region == null) {
            return;
        }
        draw.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        draw.setColor(MARK);
        draw.setStroke(new BasicStroke(2.5f));
        AffineTransform shrink = AffineTransform.getScaleInstance(scale, scale);
        draw.draw(shrink.createTransformedShape(RegionShape.of(region)));
    }

    private static byte[] jpeg(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory cannot be written", e);
        }
        return out.toByteArray();
    }
}

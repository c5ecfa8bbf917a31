package dev.framewatch.desk.evidence;

import dev.framewatch.page.RegionShape;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.StrokeFont;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Draws box, time and score into a matching frame. */
final class AnnotatedFrame {
    private AnnotatedFrame() {}

    /** Returns the annotated frame as JPEG; the image itself is left unchanged. */
    static byte[] jpeg(EvidenceFrame kept, String target) throws IOException {
        BufferedImage image = ImageFiles.toBufferedImage(kept.image());
        Graphics2D draw = image.createGraphics();
        draw.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        int size = Math.max(14, image.getWidth() / 28);
        RegionShape.draw(draw, kept.frame().region(), 1, Math.max(2, size / 8f));
        caption(draw, image, size, kept, target);
        draw.dispose();
        return encoded(image);
    }

    /** Returns the frame without annotations as JPEG. */
    static byte[] unmarked(EvidenceFrame kept) throws IOException {
        return encoded(ImageFiles.toBufferedImage(kept.image()));
    }

    private static byte[] encoded(BufferedImage image) throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", jpeg);
        return jpeg.toByteArray();
    }

    private static void caption(
            Graphics2D draw, BufferedImage image, int size, EvidenceFrame kept, String target) {
        String text =
                String.format(
                        Locale.ROOT,
                        "%s  %.2f s  score %.2f",
                        target,
                        kept.frame().seconds(),
                        kept.frame().score());
        int band = size * 2;
        draw.setColor(new Color(0, 0, 0, 170));
        draw.fillRect(0, image.getHeight() - band, image.getWidth(), band);
        draw.setColor(RegionShape.COLOR);
        StrokeFont.draw(
                draw,
                text.toUpperCase(Locale.ROOT),
                size / 2.0,
                image.getHeight() - band * 0.7,
                Math.min(size * 0.8, size * 0.8 * image.getWidth() / StrokeFont.width(text, size)));
    }
}

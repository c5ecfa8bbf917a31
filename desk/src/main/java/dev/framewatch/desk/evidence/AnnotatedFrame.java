package dev.framewatch.desk.evidence;

import dev.framewatch.geometry.Region;
import dev.framewatch.page.RegionShape;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.StrokeFont;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;

/** A frame with what the Detector saw drawn in: the box, the time and the score. */
final class AnnotatedFrame {
    private static final Color MARK = new Color(255, 214, 0);

    private AnnotatedFrame() {}

    /** The marked frame as JPEG; the picture itself is left as it is. */
    static byte[] jpeg(EvidenceFrame kept, String target) throws IOException {
        BufferedImage image = ImageFiles.image(kept.picture());
        Graphics2D draw = image.createGraphics();
        draw.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        int size = Math.max(14, image.getWidth() / 28);
        Region region = kept.frame().place();
        if (region != null) {
            draw.setColor(MARK);
            draw.setStroke(new BasicStroke(Math.max(2, size / 8f)));
            draw.draw(RegionShape.of(region));
        }
        caption(draw, image, size, kept, target);
        draw.dispose();
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
        draw.setColor(MARK);
        StrokeFont.draw(
                draw,
                text.toUpperCase(Locale.ROOT),
                size / 2.0,
                image.getHeight() - band * 0.7,
                Math.min(size * 0.8, size * 0.8 * image.getWidth() / StrokeFont.width(text, size)));
    }
}

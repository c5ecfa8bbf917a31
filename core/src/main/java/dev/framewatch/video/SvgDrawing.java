package dev.framewatch.video;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Draws SVG files, such as logos. Nothing that they refer to is loaded, neither files nor addresses
 * nor embedded images; document types are ignored; nesting and paths are limited.
 */
final class SvgDrawing {
    private static final int LONG_SIDE = 1024;
    private static final int MAX_BYTES = 4 << 20;
    private static final LoaderContext CONTEXT =
            LoaderContext.builder().externalResourcePolicy(ResourcePolicy.DENY_ALL).build();

    /** Silenced, since JSVG logs damage; referenced, so that it is not collected with its level. */
    private static final Logger LIBRARY_LOG = Logger.getLogger("com.github.weisj.jsvg");

    static {
        LIBRARY_LOG.setLevel(Level.OFF);
    }

    private SvgDrawing() {}

    /**
     * Returns a drawing with its transparency; its longer side has 1024 pixels.
     *
     * @throws UnreadableImageException if it is damaged, empty, too large or too intricate
     */
    static BufferedImage draw(byte[] svg) throws UnreadableImageException {
        if (svg.length > MAX_BYTES) {
            throw new UnreadableImageException("a drawing larger than 4 MB");
        }
        SVGDocument document = new SVGLoader().load(new ByteArrayInputStream(svg), null, CONTEXT);
        if (document == null) {
            throw new UnreadableImageException("damaged image: not a drawing in SVG");
        }
        FloatSize size = document.size();
        double scale = LONG_SIDE / Math.max(size.getWidth(), size.getHeight());
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new UnreadableImageException("damaged image: a drawing without a size");
        }
        int width = Math.max(1, (int) Math.round(size.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(size.getHeight() * scale));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(
                    RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            document.render((Component) null, graphics, new ViewBox(0, 0, width, height));
        } finally {
            graphics.dispose();
        }
        return image;
    }
}

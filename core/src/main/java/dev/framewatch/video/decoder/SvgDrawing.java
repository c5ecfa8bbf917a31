package dev.framewatch.video.decoder;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Draws SVG files, such as logos. Nothing that they refer to is loaded, neither files nor addresses
 * nor embedded images; document types are ignored; nesting and paths are limited.
 */
final class SvgDrawing {
    private static final int LONG_SIDE = 1024;
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_DEPTH = 30;
    private static final int MAX_USE_DEPTH = 15;
    private static final int MAX_PATHS = 2000;

    private static final LoaderContext CONTEXT =
            LoaderContext.builder()
                    .externalResourcePolicy(ResourcePolicy.DENY_ALL)
                    .documentLimits(new DocumentLimits(MAX_DEPTH, MAX_USE_DEPTH, MAX_PATHS))
                    .build();

    private SvgDrawing() {}

    /**
     * Returns a drawing with its transparency; its longer side has 1024 pixels, or fewer if so
     * limited.
     *
     * @throws UnsupportedMediaException if it is damaged, empty, too large or too intricate
     */
    static BufferedImage draw(Path file, int longestSide) throws UnsupportedMediaException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new UnsupportedMediaException("a drawing larger than 4 MB");
            }
            return draw(document(file), Math.min(LONG_SIDE, longestSide));
        } catch (IOException e) {
            throw new UnsupportedMediaException("cannot be opened: " + e.getMessage());
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw new UnsupportedMediaException("a drawing that is too intricate");
        } catch (RuntimeException e) { // malicious bytes make the parser throw all kinds
            throw new UnsupportedMediaException("damaged image");
        } catch (LinkageError e) {
            throw new UnsupportedMediaException("this Java runtime cannot draw: " + e);
        }
    }

    private static SVGDocument document(Path file) throws IOException, UnsupportedMediaException {
        try (InputStream in = Files.newInputStream(file)) {
            SVGDocument document = new SVGLoader().load(in, null, CONTEXT);
            if (document == null) {
                throw new UnsupportedMediaException(
                        "a drawing that is damaged or too intricate (more than %d levels or %d paths)"
                                .formatted(MAX_DEPTH, MAX_PATHS));
            }
            return document;
        }
    }

    private static BufferedImage draw(SVGDocument document, int longestSide)
            throws UnsupportedMediaException {
        FloatSize size = document.size();
        double scale = longestSide / Math.max(size.getWidth(), size.getHeight());
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new UnsupportedMediaException("damaged image: a drawing without a size");
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

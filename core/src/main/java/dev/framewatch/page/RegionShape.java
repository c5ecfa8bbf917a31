package dev.framewatch.page;

import dev.framewatch.geometry.Box;
import dev.framewatch.geometry.Quad;
import dev.framewatch.geometry.Region;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jspecify.annotations.Nullable;

/** Draws the region of a frame that determined its score. */
public final class RegionShape {
    /** Colour of outlines in frames. */
    public static final Color COLOR = new Color(255, 214, 0);

    private RegionShape() {}

    /**
     * Draws the outline of a region.
     *
     * @param region region in pixels of the frame, or null for none
     * @param scale size of the drawn image relative to the frame
     * @param lineWidth line width in pixels of the image
     */
    public static void draw(
            Graphics2D draw, @Nullable Region region, double scale, float lineWidth) {
        if (region == null) {
            return;
        }
        draw.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        draw.setColor(COLOR);
        draw.setStroke(new BasicStroke(lineWidth));
        AffineTransform toImage = AffineTransform.getScaleInstance(scale, scale);
        draw.draw(toImage.createTransformedShape(shape(region)));
    }

    private static Shape shape(Region region) {
        return switch (region) {
            case Box box -> new Rectangle2D.Float(box.x(), box.y(), box.width(), box.height());
            case Quad quad -> polygon(quad);
        };
    }

    private static Shape polygon(Quad quad) {
        Path2D path = new Path2D.Float();
        Quad.Corner first = quad.corners().getFirst();
        path.moveTo(first.x(), first.y());
        quad.corners().stream().skip(1).forEach(next -> path.lineTo(next.x(), next.y()));
        path.closePath();
        return path;
    }
}

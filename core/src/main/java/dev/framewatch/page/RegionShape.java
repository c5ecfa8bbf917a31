package dev.framewatch.page;

import dev.framewatch.geometry.Box;
import dev.framewatch.geometry.Quad;
import dev.framewatch.geometry.Region;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** A place in a frame, as Java's graphics draw it. */
public final class RegionShape {
    private RegionShape() {}

    public static Shape of(Region region) {
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

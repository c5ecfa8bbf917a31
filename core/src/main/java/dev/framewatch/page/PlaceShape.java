package dev.framewatch.page;

import dev.framewatch.vision.Box;
import dev.framewatch.vision.Outline;
import dev.framewatch.vision.Place;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** A place in a frame, as Java's graphics draw it. */
public final class PlaceShape {
    private PlaceShape() {}

    public static Shape of(Place place) {
        return switch (place) {
            case Box box -> new Rectangle2D.Float(box.x(), box.y(), box.width(), box.height());
            case Outline outline -> polygon(outline);
        };
    }

    private static Shape polygon(Outline outline) {
        Path2D path = new Path2D.Float();
        Outline.Corner first = outline.corners().getFirst();
        path.moveTo(first.x(), first.y());
        outline.corners().stream().skip(1).forEach(next -> path.lineTo(next.x(), next.y()));
        path.closePath();
        return path;
    }
}

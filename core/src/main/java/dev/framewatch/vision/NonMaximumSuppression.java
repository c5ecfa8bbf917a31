package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps the most confident of the boxes that a detector draws around one and the same face. */
final class NonMaximumSuppression {
    private static final float MAX_OVERLAP = 0.3f;
    private static final float MAX_INSIDE = 0.7f;

    private NonMaximumSuppression() {}

    /**
     * Drops a box whose intersection over union with a better one is above 0.3, or whose
     * intersection over the smaller area is at least 0.7 (a part of a face inside of its whole).
     *
     * @return what is left, most confident first
     */
    static List<Face> keep(List<Face> faces) {
        List<Face> sorted = new ArrayList<>(faces);
        sorted.sort(Comparator.comparingDouble(Face::confidence).reversed());
        List<Face> kept = new ArrayList<>();
        for (Face face : sorted) {
            if (kept.stream().noneMatch(better -> same(better.box(), face.box()))) {
                kept.add(face);
            }
        }
        return List.copyOf(kept);
    }

    private static boolean same(Box a, Box b) {
        float smaller = Math.min(a.area(), b.area());
        return a.iou(b) > MAX_OVERLAP || a.intersection(b) / smaller >= MAX_INSIDE;
    }
}

package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps the most confident of several detections of the same face. */
final class NonMaximumSuppression {
    private static final float MAX_IOU = 0.3f;
    private static final float MIN_CONTAINMENT = 0.7f;

    private NonMaximumSuppression() {}

    /**
     * Drops each box whose intersection over union with a more confident one exceeds 0.3, or whose
     * intersection with it covers at least 0.7 of the smaller area (part of a face within the
     * whole).
     *
     * @return the remaining faces, most confident first
     */
    static List<Face> apply(List<Face> faces) {
        List<Face> sorted = new ArrayList<>(faces);
        sorted.sort(Comparator.comparingDouble(Face::confidence).reversed());
        List<Face> kept = new ArrayList<>();
        for (Face face : sorted) {
            if (kept.stream().noneMatch(keptFace -> isDuplicate(keptFace.box(), face.box()))) {
                kept.add(face);
            }
        }
        return List.copyOf(kept);
    }

    private static boolean isDuplicate(Box a, Box b) {
        float smaller = Math.min(a.area(), b.area());
        return a.iou(b) > MAX_IOU || a.intersection(b) / smaller >= MIN_CONTAINMENT;
    }
}

package dev.framewatch.vision;

import dev.framewatch.geometry.Box;
import dev.framewatch.video.RgbImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the faces in the frames of a video, searching only where a frame has changed: elsewhere the
 * faces are those of the frame before. An instance belongs to one video and must not be used
 * concurrently.
 */
public final class FaceSearch {
    /** Cells around a change in which faces are searched for as well. */
    private static final int MARGIN_CELLS = 1;

    /** A face is searched for in its box and this share of its size around it. */
    private static final float MARGIN_OF_FACE = 0.25f;

    /** Cells around an area that the detector looks at as well, approximately. */
    private static final int OVERHEAD_CELLS = 3;

    private final FaceDetector detector;
    private List<Face> known = List.of();

    /**
     * @param detector owned (opened and closed) by the caller
     */
    public FaceSearch(FaceDetector detector) {
        this.detector = detector;
    }

    /**
     * Returns the faces of a frame, most confident first; the same objects as for the frame before
     * where nothing has changed.
     *
     * @throws InferenceException if the detector fails; the next frame should be searched whole
     */
    public List<Face> detect(RgbImage image, FrameChange change) {
        if (change.isFirst()) {
            known = List.of();
        }
        List<Box> areas = areas(image, change);
        List<Face> faces =
                new ArrayList<>(
                        known.stream()
                                .filter(face ->
                                        areas.stream().noneMatch(area -> isCentredIn(area, face)))
                                .toList());
        for (Box area : areas) {
            detector.detect(image, area).stream()
                    .filter(face -> isCentredIn(area, face))
                    .forEach(faces::add);
        }
        known = areas.isEmpty() ? known : NonMaximumSuppression.apply(faces);
        return known;
    }

    /** Returns the areas to search: the changes, and all known faces that they touch, whole. */
    private List<Box> areas(RgbImage image, FrameChange change) {
        float cell = ChangeDetector.cellSide(image.width(), image.height());
        List<Box> areas =
                new ArrayList<>(
                        change.textured().stream()
                                .map(box -> box.grownBy(MARGIN_CELLS * cell))
                                .toList());
        List<Face> untouched = new ArrayList<>(known);
        List<Box> touching = new ArrayList<>(change.changed());
        touching.addAll(areas);
        while (!touching.isEmpty()) {
            Box one = touching.removeLast();
            for (Face face : List.copyOf(untouched)) {
                if (one.intersection(face.box()) > 0) {
                    Box around = face.box().grownBy(MARGIN_OF_FACE * face.box().longerSide());
                    untouched.remove(face);
                    areas.add(around);
                    touching.add(around);
                }
            }
        }
        return merged(areas, OVERHEAD_CELLS * cell);
    }

    /**
     * Merges areas that overlap, or that cost less to search together.
     *
     * @param overhead pixels around an area that cost as much
     */
    private static List<Box> merged(List<Box> areas, float overhead) {
        List<Box> merged = new ArrayList<>();
        for (Box area : areas) {
            Box union = area;
            boolean grows = true;
            while (grows) {
                Box current = union;
                Box other =
                        merged.stream()
                                .filter(one -> isCheaperTogether(one, current, overhead))
                                .findFirst()
                                .orElse(null);
                grows = other != null;
                if (other != null) {
                    merged.remove(other);
                    union = union.union(other);
                }
            }
            merged.add(union);
        }
        return merged;
    }

    private static boolean isCheaperTogether(Box one, Box other, float overhead) {
        return one.intersection(other) > 0
                || one.union(other).grownBy(overhead).area()
                        <= one.grownBy(overhead).area() + other.grownBy(overhead).area();
    }

    private static boolean isCentredIn(Box area, Face face) {
        Box box = face.box();
        return area.contains(box.x() + box.width() / 2, box.y() + box.height() / 2);
    }
}

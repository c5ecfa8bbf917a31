package dev.framewatch.vision.artwork;

import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.LocalFeatures;
import dev.framewatch.vision.NearestPoints;
import java.util.ArrayList;
import java.util.List;

/**
 * The key points of a reference, seen at several sizes, since a logo that is small in a frame has
 * lost its details; and of a cut-out on white and on black, since its rim looks different on each.
 *
 * @param u across, in coordinates of the artwork (see {@link Warp})
 * @param v down
 * @param size diameter
 * @param angle in radians
 * @param descriptors {@link LocalFeatures#LENGTH} bytes each, of which 255 stands for 1
 * @param search finds points of a frame that look like them
 */
record ReferencePoints(
        float[] u,
        float[] v,
        float[] size,
        float[] angle,
        byte[] descriptors,
        NearestPoints search) {
    private static final int[] LONGEST_SIDES = {256, 128, 64};
    private static final double MARGIN = 0.06;

    /** The strongest points of each size; ten references with more would slow a scan down. */
    private static final int MOST_EACH = 80;

    /** As many points as a reference can have: two looks, three sizes each. */
    static final int MOST = 2 * LONGEST_SIDES.length * MOST_EACH;

    static ReferencePoints of(Cutout cutout, LocalFeatureExtractor extractor) {
        List<Point> points = new ArrayList<>();
        int margin = (int) Math.ceil(MARGIN * cutout.longerSide());
        add(cutout, margin, false, extractor, points);
        if (cutout.background() != null) {
            add(cutout, margin, true, extractor, points);
        }
        int count = points.size();
        byte[] descriptors = new byte[LocalFeatures.LENGTH * count];
        float[][] columns = new float[4][count];
        for (int i = 0; i < count; i++) {
            Point point = points.get(i);
            columns[0][i] = point.u;
            columns[1][i] = point.v;
            columns[2][i] = point.size;
            columns[3][i] = point.angle;
            for (int j = 0; j < LocalFeatures.LENGTH; j++) {
                descriptors[LocalFeatures.LENGTH * i + j] =
                        (byte) Math.min(255, Math.round(255 * point.descriptor[j]));
            }
        }
        return of(columns[0], columns[1], columns[2], columns[3], descriptors);
    }

    /** What was found before; {@code descriptors} as they were. */
    static ReferencePoints of(
            float[] u, float[] v, float[] size, float[] angle, byte[] descriptors) {
        float[] unit = new float[descriptors.length];
        for (int from = 0; from < unit.length; from += LocalFeatures.LENGTH) {
            double squares = 0;
            for (int i = from; i < from + LocalFeatures.LENGTH; i++) {
                int value = descriptors[i] & 255;
                squares += value * value;
            }
            double length = Math.max(1, Math.sqrt(squares));
            for (int i = from; i < from + LocalFeatures.LENGTH; i++) {
                unit[i] = (float) ((descriptors[i] & 255) / length);
            }
        }
        return new ReferencePoints(u, v, size, angle, descriptors, new NearestPoints(unit));
    }

    private static void add(
            Cutout cutout,
            int margin,
            boolean onBlack,
            LocalFeatureExtractor extractor,
            List<Point> points) {
        var picture = cutout.withMargin(margin, onBlack);
        double shrink = (double) cutout.longerSide() / Math.max(picture.width(), picture.height());
        int offsetX = Math.min(margin, cutout.left());
        int offsetY = Math.min(margin, cutout.top());
        for (int side : LONGEST_SIDES) {
            LocalFeatures found = extractor.of(picture, (int) Math.round(side / shrink), MOST_EACH);
            float unit = found.scale() / cutout.longerSide();
            for (int i = 0; i < found.count(); i++) {
                int from = LocalFeatures.LENGTH * i;
                Point point =
                        new Point(
                                found.x()[i] * unit - (float) offsetX / cutout.longerSide(),
                                found.y()[i] * unit - (float) offsetY / cutout.longerSide(),
                                found.size()[i] * unit,
                                found.angle()[i],
                                java.util.Arrays.copyOfRange(
                                        found.descriptors(), from, from + LocalFeatures.LENGTH));
                if (points.stream().noneMatch(point::isLike)) {
                    points.add(point);
                }
            }
        }
    }

    private record Point(float u, float v, float size, float angle, float[] descriptor) {
        /** The same point seen twice, with the same surroundings. */
        boolean isLike(Point other) {
            if (Math.abs(u - other.u) > 0.01
                    || Math.abs(v - other.v) > 0.01
                    || Math.abs(size - other.size) > 0.1 * size) {
                return false;
            }
            float product = 0;
            for (int i = 0; i < descriptor.length; i++) {
                product += descriptor[i] * other.descriptor[i];
            }
            return product > 0.98;
        }
    }

    int count() {
        return u.length;
    }
}

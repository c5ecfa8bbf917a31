package dev.framewatch.vision.artwork;

import dev.framewatch.vision.DescriptorMatcher;
import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.LocalFeatures;
import java.util.ArrayList;
import java.util.List;

/**
 * The key points of a reference, computed at several sizes, because a logo that is small in a frame
 * lacks detail; with a background, on white and on black, because its outline looks different on
 * each.
 *
 * @param u horizontal positions, in artwork coordinates (see {@link Homography})
 * @param v vertical positions
 * @param size diameters
 * @param angle in radians
 * @param descriptors {@link LocalFeatures#LENGTH} bytes each; 255 encodes 1
 * @param search finds the nearest key points of a frame
 */
record ReferenceKeypoints(
        float[] u,
        float[] v,
        float[] size,
        float[] angle,
        byte[] descriptors,
        DescriptorMatcher search) {
    private static final int[] MAX_SIDES = {256, 128, 64};
    private static final double MARGIN = 0.06;

    /**
     * Maximum number of points per size, the strongest; with more, ten references slow down a scan.
     */
    private static final int MAX_EACH = 80;

    /** Maximum number of points of a reference: two backgrounds, three sizes each. */
    static final int MAX = 2 * MAX_SIDES.length * MAX_EACH;

    static ReferenceKeypoints of(ForegroundMask mask, LocalFeatureExtractor extractor) {
        List<Point> points = new ArrayList<>();
        int margin = (int) Math.ceil(MARGIN * mask.longerSide());
        add(mask, margin, false, extractor, points);
        if (mask.background() != null) {
            add(mask, margin, true, extractor, points);
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

    /** Creates key points from stored values; {@code descriptors} as in the record. */
    static ReferenceKeypoints of(
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
        return new ReferenceKeypoints(u, v, size, angle, descriptors, new DescriptorMatcher(unit));
    }

    private static void add(
            ForegroundMask mask,
            int margin,
            boolean onBlack,
            LocalFeatureExtractor extractor,
            List<Point> points) {
        var image = mask.withMargin(margin, onBlack);
        double shrink = (double) mask.longerSide() / Math.max(image.width(), image.height());
        int offsetX = Math.min(margin, mask.left());
        int offsetY = Math.min(margin, mask.top());
        for (int side : MAX_SIDES) {
            LocalFeatures found = extractor.of(image, (int) Math.round(side / shrink), MAX_EACH);
            float unit = found.scale() / mask.longerSide();
            for (int i = 0; i < found.count(); i++) {
                int from = LocalFeatures.LENGTH * i;
                Point point =
                        new Point(
                                found.x()[i] * unit - (float) offsetX / mask.longerSide(),
                                found.y()[i] * unit - (float) offsetY / mask.longerSide(),
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
        /** Returns whether both have nearly the same position, size and descriptor. */
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

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
 * @param descriptors {@link LocalFeatures#DESCRIPTOR_LENGTH} bytes each; 255 encodes 1
 * @param matcher finds the nearest key points of a frame
 */
record ReferenceKeypoints(
        float[] u,
        float[] v,
        float[] size,
        float[] angle,
        byte[] descriptors,
        DescriptorMatcher matcher) {
    private static final int[] MAX_SIDES = {256, 128, 64};
    private static final double MARGIN_FRACTION = 0.06;

    /**
     * Maximum number of points per size, the strongest; with more, ten references slow down a scan.
     */
    private static final int MAX_PER_SIZE = 80;

    /** Maximum number of points of a reference: two backgrounds, three sizes each. */
    static final int MAX_POINTS = 2 * MAX_SIDES.length * MAX_PER_SIZE;

    static ReferenceKeypoints of(ForegroundMask mask, LocalFeatureExtractor extractor) {
        List<Point> points = new ArrayList<>();
        int margin = (int) Math.ceil(MARGIN_FRACTION * mask.longerSide());
        addPoints(mask, margin, false, extractor, points);
        if (mask.background() != null) {
            addPoints(mask, margin, true, extractor, points);
        }
        int count = points.size();
        byte[] descriptors = new byte[LocalFeatures.DESCRIPTOR_LENGTH * count];
        float[][] columns = new float[4][count];
        for (int i = 0; i < count; i++) {
            Point point = points.get(i);
            columns[0][i] = point.u;
            columns[1][i] = point.v;
            columns[2][i] = point.size;
            columns[3][i] = point.angle;
            for (int j = 0; j < LocalFeatures.DESCRIPTOR_LENGTH; j++) {
                descriptors[LocalFeatures.DESCRIPTOR_LENGTH * i + j] =
                        (byte) Math.min(255, Math.round(255 * point.descriptor[j]));
            }
        }
        return of(columns[0], columns[1], columns[2], columns[3], descriptors);
    }

    /** Creates key points from stored values; {@code descriptors} as in the record. */
    static ReferenceKeypoints of(
            float[] u, float[] v, float[] size, float[] angle, byte[] descriptors) {
        float[] unitVectors = new float[descriptors.length];
        for (int from = 0; from < unitVectors.length; from += LocalFeatures.DESCRIPTOR_LENGTH) {
            double squares = 0;
            for (int i = from; i < from + LocalFeatures.DESCRIPTOR_LENGTH; i++) {
                int value = descriptors[i] & 255;
                squares += value * value;
            }
            double length = Math.max(1, Math.sqrt(squares));
            for (int i = from; i < from + LocalFeatures.DESCRIPTOR_LENGTH; i++) {
                unitVectors[i] = (float) ((descriptors[i] & 255) / length);
            }
        }
        return new ReferenceKeypoints(
                u, v, size, angle, descriptors, new DescriptorMatcher(unitVectors));
    }

    private static void addPoints(
            ForegroundMask mask,
            int margin,
            boolean onBlack,
            LocalFeatureExtractor extractor,
            List<Point> points) {
        var image = mask.withMargin(margin, onBlack);
        double foregroundFraction =
                (double) mask.longerSide() / Math.max(image.width(), image.height());
        int offsetX = Math.min(margin, mask.left());
        int offsetY = Math.min(margin, mask.top());
        for (int side : MAX_SIDES) {
            LocalFeatures features =
                    extractor.extract(
                            image, (int) Math.round(side / foregroundFraction), MAX_PER_SIZE);
            float unitsPerPixel = features.scale() / mask.longerSide();
            for (int i = 0; i < features.count(); i++) {
                int from = LocalFeatures.DESCRIPTOR_LENGTH * i;
                Point point =
                        new Point(
                                features.x()[i] * unitsPerPixel
                                        - (float) offsetX / mask.longerSide(),
                                features.y()[i] * unitsPerPixel
                                        - (float) offsetY / mask.longerSide(),
                                features.size()[i] * unitsPerPixel,
                                features.angle()[i],
                                java.util.Arrays.copyOfRange(
                                        features.descriptors(),
                                        from,
                                        from + LocalFeatures.DESCRIPTOR_LENGTH));
                if (points.stream().noneMatch(point::isDuplicateOf)) {
                    points.add(point);
                }
            }
        }
    }

    private record Point(float u, float v, float size, float angle, float[] descriptor) {
        /** Returns whether both have nearly the same position, size and descriptor. */
        boolean isDuplicateOf(Point other) {
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

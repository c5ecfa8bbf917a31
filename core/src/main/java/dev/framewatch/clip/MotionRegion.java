package dev.framewatch.clip;

import dev.framewatch.geometry.RelativeRect;
import dev.framewatch.video.FingerprintFrame;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the region of a video with sharp motion. Borders, captions and logos are static, and the
 * blurred copy that fills a frame has no fine detail; both are excluded, so a copy with and one
 * without them give the same region.
 */
final class MotionRegion {
    /** Minimum change of detail, as a fraction of the strongest; less counts as static. */
    private static final double MIN_FRACTION = 0.15;

    private static final double STRONGEST_QUANTILE = 0.97;

    /** Minimum change in grey levels; smaller changes are compression noise. */
    private static final double MIN_CHANGE = 3;

    /** Fraction of the moving pixels ignored on each side, so that outliers do not move an edge. */
    private static final double OUTLIER_FRACTION = 0.02;

    private static final double MIN_MOVING_FRACTION = 0.02;
    private static final double MIN_SIDE_FRACTION = 0.12;

    private MotionRegion() {}

    /** Returns the region, or null if hardly anything moves. All frames must have the same size. */
    static @Nullable RelativeRect of(List<FingerprintFrame> frames) {
        int width = frames.getFirst().width();
        int height = frames.getFirst().height();
        if (frames.size() < 3 || width < 8 || height < 8) {
            return null;
        }
        float[] change = changeOfDetail(frames, width, height);
        float[] sorted = change.clone();
        Arrays.sort(sorted);
        double strongest = sorted[(int) (STRONGEST_QUANTILE * (sorted.length - 1))];
        if (strongest < MIN_CHANGE) {
            return null;
        }
        int[] rows = new int[height];
        int[] columns = new int[width];
        int movingPixels = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (change[y * width + x] > MIN_FRACTION * strongest) {
                    rows[y]++;
                    columns[x]++;
                    movingPixels++;
                }
            }
        }
        if (movingPixels < MIN_MOVING_FRACTION * width * height) {
            return null;
        }
        double left = quantile(columns, OUTLIER_FRACTION * movingPixels);
        double right = quantile(columns, (1 - OUTLIER_FRACTION) * movingPixels);
        double top = quantile(rows, OUTLIER_FRACTION * movingPixels);
        double bottom = quantile(rows, (1 - OUTLIER_FRACTION) * movingPixels);
        RelativeRect region = new RelativeRect(left, top, right - left, bottom - top);
        return region.width() < MIN_SIDE_FRACTION || region.height() < MIN_SIDE_FRACTION
                ? null
                : region;
    }

    /** Returns the root mean square of the Laplacian of frame differences, per pixel. */
    private static float[] changeOfDetail(List<FingerprintFrame> frames, int width, int height) {
        float[] sum = new float[width * height];
        int[] difference = new int[width * height];
        for (int i = 1; i < frames.size(); i++) {
            byte[] before = frames.get(i - 1).grey();
            byte[] after = frames.get(i).grey();
            for (int at = 0; at < difference.length; at++) {
                difference[at] = (after[at] & 255) - (before[at] & 255);
            }
            for (int y = 1; y < height - 1; y++) {
                for (int at = y * width + 1; at < (y + 1) * width - 1; at++) {
                    int detail =
                            4 * difference[at]
                                    - difference[at - 1]
                                    - difference[at + 1]
                                    - difference[at - width]
                                    - difference[at + width];
                    sum[at] += detail * detail;
                }
            }
        }
        for (int at = 0; at < sum.length; at++) {
            sum[at] = (float) Math.sqrt(sum[at] / (frames.size() - 1));
        }
        return sum;
    }

    /** Returns the position along an axis, 0 to 1, below which the given number of counts lies. */
    private static double quantile(int[] counts, double target) {
        double before = 0;
        for (int i = 0; i < counts.length; i++) {
            if (before + counts[i] >= target && counts[i] > 0) {
                return (i + (target - before) / counts[i]) / counts.length;
            }
            before += counts[i];
        }
        return 1;
    }
}

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
    private static final double MIN_SHARE = 0.15;

    private static final double STRONGEST = 0.97;

    /** Minimum change in grey levels; smaller changes are compression noise. */
    private static final double MIN_CHANGE = 3;

    /** Fraction of the moving pixels ignored on each side, so that outliers do not move an edge. */
    private static final double STRAY = 0.02;

    private static final double MIN_PIXELS = 0.02;
    private static final double MIN_SIDE = 0.12;

    private MotionRegion() {}

    /** Returns the region, or null if hardly anything moves. All frames must have the same size. */
    static @Nullable RelativeRect of(List<FingerprintFrame> glimpses) {
        int width = glimpses.getFirst().width();
        int height = glimpses.getFirst().height();
        if (glimpses.size() < 3 || width < 8 || height < 8) {
            return null;
        }
        float[] change = changeOfDetail(glimpses, width, height);
        float[] sorted = change.clone();
        Arrays.sort(sorted);
        double strongest = sorted[(int) (STRONGEST * (sorted.length - 1))];
        if (strongest < MIN_CHANGE) {
            return null;
        }
        int[] rows = new int[height];
        int[] columns = new int[width];
        int lively = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (change[y * width + x] > MIN_SHARE * strongest) {
                    rows[y]++;
                    columns[x]++;
                    lively++;
                }
            }
        }
        if (lively < MIN_PIXELS * width * height) {
            return null;
        }
        double left = quantile(columns, STRAY * lively);
        double right = quantile(columns, (1 - STRAY) * lively);
        double top = quantile(rows, STRAY * lively);
        double bottom = quantile(rows, (1 - STRAY) * lively);
        RelativeRect relativeRect = new RelativeRect(left, top, right - left, bottom - top);
        return relativeRect.width() < MIN_SIDE || relativeRect.height() < MIN_SIDE
                ? null
                : relativeRect;
    }

    /** Returns the root mean square of the Laplacian of frame differences, per pixel. */
    private static float[] changeOfDetail(List<FingerprintFrame> glimpses, int width, int height) {
        float[] sum = new float[width * height];
        int[] difference = new int[width * height];
        for (int i = 1; i < glimpses.size(); i++) {
            byte[] before = glimpses.get(i - 1).grey();
            byte[] now = glimpses.get(i).grey();
            for (int at = 0; at < difference.length; at++) {
                difference[at] = (now[at] & 255) - (before[at] & 255);
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
            sum[at] = (float) Math.sqrt(sum[at] / (glimpses.size() - 1));
        }
        return sum;
    }

    /** Returns the position along an axis, 0 to 1, below which the given number of counts lies. */
    private static double quantile(int[] counts, double wanted) {
        double before = 0;
        for (int i = 0; i < counts.length; i++) {
            if (before + counts[i] >= wanted && counts[i] > 0) {
                return (i + (wanted - before) / counts[i]) / counts.length;
            }
            before += counts[i];
        }
        return 1;
    }
}

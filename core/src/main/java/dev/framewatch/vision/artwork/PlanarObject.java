package dev.framewatch.vision.artwork;

import dev.framewatch.geometry.Quad;
import dev.framewatch.geometry.Quad.Corner;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.LocalFeatures;
import dev.framewatch.vision.LocalFeatures.Raster;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One piece of printed artwork, known from one picture, that can be found in frames: key points say
 * where it may be, and whether it is there is decided by laying the artwork over that place. Safe
 * to use from several threads.
 */
public final class PlanarObject {
    /** The shorter side of a reference has at least so many pixels. */
    public static final int MIN_SIDE = 32;

    private static final int MIN_POINTS = 12;
    private static final int COARSE = 16;
    private static final int FINE = 32;
    private static final int STEPS = 20;

    /** By then the artwork fits, but for the last fraction of a pixel. */
    private static final int LAST_STEPS = 8;

    /** What fits worse than this at first sight is not looked at closely. */
    private static final double MIN_LIKENESS = 0.4;

    /** Smallest and largest area of the artwork, as a share of the frame. */
    private static final double MIN_AREA = 0.0008;

    private static final double MAX_AREA = 4;

    /** How much longer than the shortest the longest side may be, each of what it is in print. */
    private static final double MAX_SKEW = 2.5;

    private final ReferenceKeypoints points;
    private final double width;
    private final double height;
    private final List<Look> looks = new ArrayList<>();

    /** The artwork as it is, or without what is behind it. */
    private record Look(TemplateAligner coarse, TemplateAligner fine) {
        /** Whether it is worth while to look closely. */
        boolean isLikely(LocalFeatures frame, Homography homography) {
            return coarse.correlation(frame, homography) >= MIN_LIKENESS;
        }

        /** Where it fits best near a guess; null where it does not fit at all. */
        @Nullable Homography laidOver(LocalFeatures frame, Homography guess) {
            TemplateAligner.Fit first = coarse.fit(frame, guess, STEPS, TemplateAligner.AFFINE);
            if (first == null || first.likeness() < MIN_LIKENESS) {
                return null;
            }
            TemplateAligner.Fit second =
                    coarse.fit(frame, first.warp(), STEPS, TemplateAligner.PROJECTIVE);
            TemplateAligner.Fit last =
                    second == null
                            ? null
                            : fine.fit(
                                    frame, second.warp(), LAST_STEPS, TemplateAligner.PROJECTIVE);
            return last == null ? null : last.warp();
        }
    }

    private PlanarObject(ForegroundMask mask, ReferenceKeypoints points) {
        this.points = points;
        this.width = (double) mask.width() / mask.longerSide();
        this.height = (double) mask.height() / mask.longerSide();
        addLook(mask, false);
        if (mask.background() != null) {
            addLook(mask, true);
        }
    }

    private void addLook(ForegroundMask mask, boolean masked) {
        TemplateAligner coarse = new TemplateAligner(mask, COARSE, masked);
        TemplateAligner fine = new TemplateAligner(mask, FINE, masked);
        if (coarse.hasContent() && fine.hasContent()) {
            looks.add(new Look(coarse, fine));
        }
    }

    /**
     * Learns artwork from a picture of it and nothing else: a file of the logo, or a photo cut to
     * it. Margins of one colour do no harm.
     *
     * @throws UnsuitableReferenceException when the picture is too small or has too little on it to
     *     be told from others
     */
    public static PlanarObject of(RgbImage reference, LocalFeatureExtractor extractor) {
        ForegroundMask mask = cutout(reference);
        return of(mask, ReferenceKeypoints.of(mask, extractor));
    }

    /** As {@link #of(RgbImage, LocalFeatureExtractor)}, with key points that were found before. */
    static PlanarObject of(RgbImage reference, ReferenceKeypoints points) {
        return of(cutout(reference), points);
    }

    private static ForegroundMask cutout(RgbImage reference) {
        ForegroundMask mask = ForegroundMask.of(reference);
        if (Math.min(mask.width(), mask.height()) < MIN_SIDE) {
            throw new UnsuitableReferenceException(
                    "what it shows is %dx%d pixels; artwork needs %d each way: use a larger picture of it"
                            .formatted(mask.width(), mask.height(), MIN_SIDE));
        }
        return mask;
    }

    private static PlanarObject of(ForegroundMask mask, ReferenceKeypoints points) {
        if (points.count() >= MIN_POINTS) {
            PlanarObject planarObject = new PlanarObject(mask, points);
            if (!planarObject.looks.isEmpty()) {
                return planarObject;
            }
        }
        throw new UnsuitableReferenceException(
                "it has too few details to be told from other things (%d, where %d are needed): cut it to a part with more shapes in it, or train a scene from labelled frames"
                        .formatted(points.count(), MIN_POINTS));
    }

    ReferenceKeypoints points() {
        return points;
    }

    /** The best place of the artwork in a frame, or null when no place comes into question. */
    public @Nullable PlanarObjectMatch find(LocalFeatures frame) {
        PoseHypotheses hypotheses =
                new PoseHypotheses(points, frame, FeatureMatches.of(points, frame));
        PlanarObjectMatch best = null;
        for (Homography guess : hypotheses.likeliest()) {
            Homography refitted = hypotheses.refitted(guess);
            for (Look look : looks) {
                best = better(best, match(hypotheses, look.laidOver(frame, guess), look, frame));
                if (look.isLikely(frame, refitted)) {
                    best = better(best, match(hypotheses, refitted, look, frame));
                }
            }
        }
        return best;
    }

    private static @Nullable PlanarObjectMatch better(
            @Nullable PlanarObjectMatch one, @Nullable PlanarObjectMatch other) {
        return one == null || (other != null && other.score() > one.score()) ? other : one;
    }

    private @Nullable PlanarObjectMatch match(
            PoseHypotheses hypotheses,
            @Nullable Homography homography,
            Look look,
            LocalFeatures frame) {
        if (homography == null || !isPlausible(homography, frame.raster())) {
            return null;
        }
        int agreeing = hypotheses.agreeing(homography);
        double likeness = look.fine.correlation(frame, homography);
        return agreeing == 0
                ? null
                : new PlanarObjectMatch(
                        outline(homography, frame.scale()),
                        agreeing,
                        likeness,
                        look.fine.colorCorrelation(frame, homography));
    }

    /** Whether something flat can look like that: convex, not mirrored, not from the edge. */
    private boolean isPlausible(Homography homography, Raster raster) {
        double[] u = {0, width, width, 0};
        double[] v = {0, 0, height, height};
        double area = 0;
        double shortest = Double.POSITIVE_INFINITY;
        double longest = 0;
        for (int i = 0; i < 4; i++) {
            if (!(homography.depth(u[i], v[i]) > 0.2)) {
                return false;
            }
            int j = (i + 1) % 4;
            int k = (i + 2) % 4;
            double fromX = homography.x(u[i], v[i]);
            double fromY = homography.y(u[i], v[i]);
            double alongX = homography.x(u[j], v[j]) - fromX;
            double alongY = homography.y(u[j], v[j]) - fromY;
            double onX = homography.x(u[k], v[k]) - fromX;
            double onY = homography.y(u[k], v[k]) - fromY;
            if (!(alongX * onY - alongY * onX > 0)) {
                return false;
            }
            area += (fromX * (fromY + alongY) - (fromX + alongX) * fromY) / 2;
            double length = Math.hypot(alongX, alongY) / (i % 2 == 0 ? width : height);
            shortest = Math.min(shortest, length);
            longest = Math.max(longest, length);
        }
        double share = area / ((double) raster.width() * raster.height());
        return share > MIN_AREA && share < MAX_AREA && longest < MAX_SKEW * shortest;
    }

    private Quad outline(Homography homography, float scale) {
        return new Quad(
                List.of(
                        corner(homography, 0, 0, scale),
                        corner(homography, width, 0, scale),
                        corner(homography, width, height, scale),
                        corner(homography, 0, height, scale)));
    }

    private static Corner corner(Homography homography, double u, double v, float scale) {
        return new Corner((float) homography.x(u, v) * scale, (float) homography.y(u, v) * scale);
    }
}

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
 * A planar object, such as a logo, that is recognised from one reference image: key points propose
 * poses, and aligning the reference with the frame verifies them. Thread-safe.
 */
public final class PlanarObject {
    /** Minimum shorter side of a reference, in pixels. */
    public static final int MIN_SIDE = 32;

    private static final int MIN_POINTS = 12;
    private static final int COARSE = 16;
    private static final int FINE = 32;
    private static final int STEPS = 20;

    /** Maximum number of alignment steps at the fine size, where only subpixel errors remain. */
    private static final int LAST_STEPS = 8;

    /** Minimum correlation at the coarse size; worse poses are not refined. */
    private static final double MIN_LIKENESS = 0.4;

    /** Minimum and maximum area of the artwork, as a fraction of the frame. */
    private static final double MIN_AREA = 0.0008;

    private static final double MAX_AREA = 4;

    /**
     * Maximum ratio of the longest to the shortest side, each relative to its length in the
     * reference.
     */
    private static final double MAX_SKEW = 2.5;

    private final ReferenceKeypoints points;
    private final double width;
    private final double height;
    private final List<Look> looks = new ArrayList<>();

    /** The templates of the whole reference, or of its foreground only. */
    private record Look(TemplateAligner coarse, TemplateAligner fine) {
        /** Returns whether a pose is worth a closer comparison. */
        boolean isLikely(LocalFeatures frame, Homography homography) {
            return coarse.correlation(frame, homography) >= MIN_LIKENESS;
        }

        /** Returns the best alignment near an initial pose; null if none fits. */
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
     * Creates a planar object from an image that shows only the artwork: an image file of the logo,
     * or a photo cropped to it. White margins are ignored.
     *
     * @throws UnsuitableReferenceException if the image is too small or has too little detail
     */
    public static PlanarObject of(RgbImage reference, LocalFeatureExtractor extractor) {
        ForegroundMask mask = cutout(reference);
        return of(mask, ReferenceKeypoints.of(mask, extractor));
    }

    /**
     * Creates a planar object from an image and its key points.
     *
     * @throws UnsuitableReferenceException if the image is too small or has too little detail
     */
    static PlanarObject of(RgbImage reference, ReferenceKeypoints points) {
        return of(cutout(reference), points);
    }

    private static ForegroundMask cutout(RgbImage reference) {
        ForegroundMask mask = ForegroundMask.of(reference);
        if (Math.min(mask.width(), mask.height()) < MIN_SIDE) {
            throw new UnsuitableReferenceException(
                    "the artwork is %dx%d pixels, but at least %3$dx%3$d are needed; use a larger image"
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
                "too little detail to recognise it reliably (%d key points; at least %d are needed); crop to a more detailed part, or train a scene from labelled frames"
                        .formatted(points.count(), MIN_POINTS));
    }

    ReferenceKeypoints points() {
        return points;
    }

    /** Finds the best match in a frame; null if no pose is plausible. */
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

    /**
     * Returns whether a planar object can have this pose: convex, not mirrored, not seen edge-on.
     */
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

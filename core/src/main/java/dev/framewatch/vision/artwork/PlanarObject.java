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
    private static final int COARSE_SIDE = 16;
    private static final int FINE_SIDE = 32;
    private static final int MAX_STEPS = 20;

    /** Maximum number of alignment steps at the fine size, where only subpixel errors remain. */
    private static final int MAX_FINE_STEPS = 8;

    /** Minimum correlation at the coarse size; worse poses are not refined. */
    private static final double MIN_CORRELATION = 0.4;

    /** Minimum and maximum area of the artwork, as a fraction of the frame. */
    private static final double MIN_AREA_FRACTION = 0.0008;

    private static final double MAX_AREA_FRACTION = 4;

    /**
     * Maximum ratio of the longest to the shortest side, each relative to its length in the
     * reference.
     */
    private static final double MAX_SKEW = 2.5;

    private final ReferenceKeypoints keypoints;
    private final double width;
    private final double height;
    private final List<Templates> templates = new ArrayList<>();

    /** The templates of the whole reference, or of its foreground only. */
    private record Templates(TemplateAligner coarse, TemplateAligner fine) {
        /** Returns whether a pose is worth a closer comparison. */
        boolean isPromising(LocalFeatures frame, Homography homography) {
            return coarse.correlation(frame, homography) >= MIN_CORRELATION;
        }

        /** Returns the best alignment near an initial pose; null if none fits. */
        @Nullable Homography align(LocalFeatures frame, Homography hypothesis) {
            TemplateAligner.Alignment coarseAffine =
                    coarse.align(frame, hypothesis, MAX_STEPS, TemplateAligner.AFFINE_PARAMETERS);
            if (coarseAffine == null || coarseAffine.correlation() < MIN_CORRELATION) {
                return null;
            }
            TemplateAligner.Alignment coarseProjective =
                    coarse.align(
                            frame,
                            coarseAffine.warp(),
                            MAX_STEPS,
                            TemplateAligner.PROJECTIVE_PARAMETERS);
            TemplateAligner.Alignment fineProjective =
                    coarseProjective == null
                            ? null
                            : fine.align(
                                    frame,
                                    coarseProjective.warp(),
                                    MAX_FINE_STEPS,
                                    TemplateAligner.PROJECTIVE_PARAMETERS);
            return fineProjective == null ? null : fineProjective.warp();
        }
    }

    private PlanarObject(ForegroundMask mask, ReferenceKeypoints points) {
        this.keypoints = points;
        this.width = (double) mask.width() / mask.longerSide();
        this.height = (double) mask.height() / mask.longerSide();
        addTemplates(mask, false);
        if (mask.background() != null) {
            addTemplates(mask, true);
        }
    }

    private void addTemplates(ForegroundMask mask, boolean masked) {
        TemplateAligner coarse = new TemplateAligner(mask, COARSE_SIDE, masked);
        TemplateAligner fine = new TemplateAligner(mask, FINE_SIDE, masked);
        if (coarse.hasContent() && fine.hasContent()) {
            templates.add(new Templates(coarse, fine));
        }
    }

    /**
     * Creates a planar object from an image that shows only the artwork: an image file of the logo,
     * or a photo cropped to it. White margins are ignored.
     *
     * @throws UnsuitableReferenceException if the image is too small or has too little detail
     */
    public static PlanarObject of(RgbImage reference, LocalFeatureExtractor extractor) {
        ForegroundMask mask = foreground(reference);
        return of(mask, ReferenceKeypoints.of(mask, extractor));
    }

    /**
     * Creates a planar object from an image and its key points.
     *
     * @throws UnsuitableReferenceException if the image is too small or has too little detail
     */
    static PlanarObject of(RgbImage reference, ReferenceKeypoints points) {
        return of(foreground(reference), points);
    }

    private static ForegroundMask foreground(RgbImage reference) {
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
            if (!planarObject.templates.isEmpty()) {
                return planarObject;
            }
        }
        throw new UnsuitableReferenceException(
                "too little detail to recognise it reliably (%d key points; at least %d are needed); crop to a more detailed part, or train a scene from labelled frames"
                        .formatted(points.count(), MIN_POINTS));
    }

    ReferenceKeypoints keypoints() {
        return keypoints;
    }

    /** Finds the best match in a frame; null if no pose is plausible. */
    public @Nullable PlanarObjectMatch find(LocalFeatures frame) {
        PoseHypotheses hypotheses =
                new PoseHypotheses(keypoints, frame, FeatureMatches.of(keypoints, frame));
        PlanarObjectMatch best = null;
        for (Homography hypothesis : hypotheses.mostSupported()) {
            Homography refitted = hypotheses.refit(hypothesis);
            for (Templates template : templates) {
                best =
                        better(
                                best,
                                match(
                                        hypotheses,
                                        template.align(frame, hypothesis),
                                        template,
                                        frame));
                if (template.isPromising(frame, refitted)) {
                    best = better(best, match(hypotheses, refitted, template, frame));
                }
            }
        }
        return best;
    }

    private static @Nullable PlanarObjectMatch better(
            @Nullable PlanarObjectMatch a, @Nullable PlanarObjectMatch b) {
        return a == null || (b != null && b.score() > a.score()) ? b : a;
    }

    private @Nullable PlanarObjectMatch match(
            PoseHypotheses hypotheses,
            @Nullable Homography homography,
            Templates template,
            LocalFeatures frame) {
        if (homography == null || !isPlausible(homography, frame.raster())) {
            return null;
        }
        int inliers = hypotheses.countInliers(homography);
        double correlation = template.fine.correlation(frame, homography);
        return inliers == 0
                ? null
                : new PlanarObjectMatch(
                        outline(homography, frame.scale()),
                        inliers,
                        correlation,
                        template.fine.colorCorrelation(frame, homography));
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
        double areaFraction = area / ((double) raster.width() * raster.height());
        return areaFraction > MIN_AREA_FRACTION
                && areaFraction < MAX_AREA_FRACTION
                && longest < MAX_SKEW * shortest;
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

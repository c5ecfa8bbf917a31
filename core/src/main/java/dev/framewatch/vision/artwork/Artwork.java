package dev.framewatch.vision.artwork;

import dev.framewatch.video.Picture;
import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.LocalFeatures;
import dev.framewatch.vision.LocalFeatures.Raster;
import dev.framewatch.vision.Outline;
import dev.framewatch.vision.Outline.Corner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One piece of printed artwork, known from one picture, that can be found in frames: key points say
 * where it may be, and whether it is there is decided by laying the artwork over that place. Safe
 * to use from several threads.
 */
public final class Artwork {
    /** The shorter side of a reference has at least so many pixels. */
    public static final int LEAST_SIDE = 32;

    private static final int LEAST_POINTS = 12;
    private static final int COARSE = 16;
    private static final int FINE = 32;
    private static final int STEPS = 20;

    /** By then the artwork fits, but for the last fraction of a pixel. */
    private static final int LAST_STEPS = 8;

    /** What fits worse than this at first sight is not looked at closely. */
    private static final double LEAST_LIKENESS = 0.4;

    /** Smallest and largest area of the artwork, as a share of the frame. */
    private static final double LEAST_AREA = 0.0008;

    private static final double MOST_AREA = 4;

    /** How much longer than the shortest the longest side may be, each of what it is in print. */
    private static final double MOST_SKEW = 2.5;

    private final ReferencePoints points;
    private final double width;
    private final double height;
    private final List<Look> looks = new ArrayList<>();

    /** The artwork as it is, or without what is behind it. */
    private record Look(Template coarse, Template fine) {
        /** Whether it is worth while to look closely. */
        boolean isLikely(LocalFeatures frame, Warp warp) {
            return coarse.likeness(frame, warp) >= LEAST_LIKENESS;
        }

        /** Where it fits best near a guess; null where it does not fit at all. */
        @Nullable Warp laidOver(LocalFeatures frame, Warp guess) {
            Template.Fit first = coarse.fit(frame, guess, STEPS, Template.AFFINE);
            if (first == null || first.likeness() < LEAST_LIKENESS) {
                return null;
            }
            Template.Fit second = coarse.fit(frame, first.warp(), STEPS, Template.PROJECTIVE);
            Template.Fit last =
                    second == null
                            ? null
                            : fine.fit(frame, second.warp(), LAST_STEPS, Template.PROJECTIVE);
            return last == null ? null : last.warp();
        }
    }

    private Artwork(Cutout cutout, ReferencePoints points) {
        this.points = points;
        this.width = (double) cutout.width() / cutout.longerSide();
        this.height = (double) cutout.height() / cutout.longerSide();
        addLook(cutout, false);
        if (cutout.background() != null) {
            addLook(cutout, true);
        }
    }

    private void addLook(Cutout cutout, boolean masked) {
        Template coarse = new Template(cutout, COARSE, masked);
        Template fine = new Template(cutout, FINE, masked);
        if (coarse.hasContent() && fine.hasContent()) {
            looks.add(new Look(coarse, fine));
        }
    }

    /**
     * Learns artwork from a picture of it and nothing else: a file of the logo, or a photo cut to
     * it. Margins of one colour do no harm.
     *
     * @throws ArtworkRefused when the picture is too small or has too little on it to be told from
     *     others
     */
    public static Artwork of(Picture reference, LocalFeatureExtractor extractor) {
        Cutout cutout = cutout(reference);
        return of(cutout, ReferencePoints.of(cutout, extractor));
    }

    /** As {@link #of(Picture, LocalFeatureExtractor)}, with key points that were found before. */
    static Artwork of(Picture reference, ReferencePoints points) {
        return of(cutout(reference), points);
    }

    private static Cutout cutout(Picture reference) {
        Cutout cutout = Cutout.of(reference);
        if (Math.min(cutout.width(), cutout.height()) < LEAST_SIDE) {
            throw new ArtworkRefused(
                    "what it shows is %dx%d pixels; artwork needs %d each way: use a larger picture of it"
                            .formatted(cutout.width(), cutout.height(), LEAST_SIDE));
        }
        return cutout;
    }

    private static Artwork of(Cutout cutout, ReferencePoints points) {
        if (points.count() >= LEAST_POINTS) {
            Artwork artwork = new Artwork(cutout, points);
            if (!artwork.looks.isEmpty()) {
                return artwork;
            }
        }
        throw new ArtworkRefused(
                "it has too few details to be told from other things (%d, where %d are needed): cut it to a part with more shapes in it, or train a scene from labelled frames"
                        .formatted(points.count(), LEAST_POINTS));
    }

    ReferencePoints points() {
        return points;
    }

    /** The best place of the artwork in a frame, or null when no place comes into question. */
    public @Nullable ArtworkMatch find(LocalFeatures frame) {
        Poses poses = new Poses(points, frame, Pairs.of(points, frame));
        ArtworkMatch best = null;
        for (Warp guess : poses.likeliest()) {
            Warp refitted = poses.refitted(guess);
            for (Look look : looks) {
                best = better(best, match(poses, look.laidOver(frame, guess), look, frame));
                if (look.isLikely(frame, refitted)) {
                    best = better(best, match(poses, refitted, look, frame));
                }
            }
        }
        return best;
    }

    private static @Nullable ArtworkMatch better(
            @Nullable ArtworkMatch one, @Nullable ArtworkMatch other) {
        return one == null || (other != null && other.merit() > one.merit()) ? other : one;
    }

    private @Nullable ArtworkMatch match(
            Poses poses, @Nullable Warp warp, Look look, LocalFeatures frame) {
        if (warp == null || !isPlausible(warp, frame.raster())) {
            return null;
        }
        int agreeing = poses.agreeing(warp);
        double likeness = look.fine.likeness(frame, warp);
        return agreeing == 0
                ? null
                : new ArtworkMatch(
                        outline(warp, frame.scale()),
                        agreeing,
                        likeness,
                        look.fine.colourLikeness(frame, warp));
    }

    /** Whether something flat can look like that: convex, not mirrored, not from the edge. */
    private boolean isPlausible(Warp warp, Raster raster) {
        double[] u = {0, width, width, 0};
        double[] v = {0, 0, height, height};
        double area = 0;
        double shortest = Double.POSITIVE_INFINITY;
        double longest = 0;
        for (int i = 0; i < 4; i++) {
            if (!(warp.depth(u[i], v[i]) > 0.2)) {
                return false;
            }
            int j = (i + 1) % 4;
            int k = (i + 2) % 4;
            double fromX = warp.x(u[i], v[i]);
            double fromY = warp.y(u[i], v[i]);
            double alongX = warp.x(u[j], v[j]) - fromX;
            double alongY = warp.y(u[j], v[j]) - fromY;
            double onX = warp.x(u[k], v[k]) - fromX;
            double onY = warp.y(u[k], v[k]) - fromY;
            if (!(alongX * onY - alongY * onX > 0)) {
                return false;
            }
            area += (fromX * (fromY + alongY) - (fromX + alongX) * fromY) / 2;
            double length = Math.hypot(alongX, alongY) / (i % 2 == 0 ? width : height);
            shortest = Math.min(shortest, length);
            longest = Math.max(longest, length);
        }
        double share = area / ((double) raster.width() * raster.height());
        return share > LEAST_AREA && share < MOST_AREA && longest < MOST_SKEW * shortest;
    }

    private Outline outline(Warp warp, float scale) {
        return new Outline(
                List.of(
                        corner(warp, 0, 0, scale),
                        corner(warp, width, 0, scale),
                        corner(warp, width, height, scale),
                        corner(warp, 0, height, scale)));
    }

    private static Corner corner(Warp warp, double u, double v, float scale) {
        return new Corner((float) warp.x(u, v) * scale, (float) warp.y(u, v) * scale);
    }
}

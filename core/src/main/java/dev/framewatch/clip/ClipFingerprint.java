package dev.framewatch.clip;

import dev.framewatch.geometry.RelativeRect;
import dev.framewatch.video.FingerprintFrame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The perceptual fingerprint of a clip over time. Each sample has the hashes of several image
 * regions, which find candidates, and a thumbnail, which verifies them: 16 cells per side, 48 for
 * static clips. Immutable.
 *
 * <p>A fingerprint computed during a scan has four samples per second, because a copy may begin
 * between two samples of the original. {@link #thinned} keeps one per second, or two for short
 * clips: that version is stored and held by a {@link ClipIndex}. A stored sample takes about 170
 * bytes.
 */
public final class ClipFingerprint {
    /** Cells per side of the image of a static clip. */
    static final int STATIC_IMAGE_SIDE = 48;

    static final int MAX_SAMPLES = FingerprintFrame.MAX_PER_VIDEO;

    /** Clips shorter than this are never matched. */
    private static final double MIN_SECONDS = 3;

    /** Root-mean-square change, in grey levels, below which a clip is static. */
    static final double MAX_STATIC_CHANGE = 1.2;

    /** Minimum root-mean-square contrast of an image with content, in grey levels. */
    private static final double MIN_CONTRAST = 6;

    /** Clips shorter than this are stored with two samples per second. */
    private static final double SHORT_SECONDS = 12;

    /** What a clip offers for comparison. */
    public enum Content {
        /** Moving images: edited copies are found. */
        MOVING,
        /** One static image: only copies without additions are found. */
        STATIC,
        /** Shorter than three seconds, or nearly uniform in colour: never matched. */
        TOO_LITTLE
    }

    private final double seconds;
    private final double aspect;
    private final @Nullable RelativeRect motionRegion;
    private final float[] times;
    private final int views;
    private final long[] hashes;
    private final Thumbnails thumbnails;
    private final byte[] staticImage;

    /**
     * Creates a fingerprint from its parts.
     *
     * @param seconds duration that was analysed
     * @param aspect width of the frame divided by its height
     * @param motionRegion the region with motion
     * @param times of the samples in seconds, ascending
     * @param views number of hashes per sample
     * @param hashes ordered by sample, then by region
     * @param thumbnails one thumbnail per sample
     * @param staticImage mean image of a static clip; empty otherwise
     * @throws IllegalArgumentException if these are inconsistent
     */
    ClipFingerprint(
            double seconds,
            double aspect,
            @Nullable RelativeRect motionRegion,
            float[] times,
            int views,
            long[] hashes,
            Thumbnails thumbnails,
            byte[] staticImage) {
        check(seconds >= 0 && seconds < 1e7, "seconds", seconds);
        check(aspect > 0.001 && aspect < 1000, "aspect", aspect);
        check(times.length >= 1 && times.length <= MAX_SAMPLES, "number of samples", times.length);
        check(
                views == 0 || views == HashedRegion.STORED || views == HashedRegion.count(),
                "hashes per sample",
                views);
        check(hashes.length == views * times.length, "number of hashes", hashes.length);
        check(thumbnails.count() == times.length, "number of thumbnails", thumbnails.count());
        check(
                staticImage.length == 0
                        || staticImage.length == STATIC_IMAGE_SIDE * STATIC_IMAGE_SIDE,
                "size of the static image",
                staticImage.length);
        for (int i = 0; i < times.length; i++) {
            float before = i == 0 ? -1 : times[i - 1];
            check(times[i] > before && times[i] < 1e7 && times[i] >= 0, "time", times[i]);
        }
        this.seconds = seconds;
        this.aspect = aspect;
        this.motionRegion = motionRegion;
        this.times = times;
        this.views = views;
        this.hashes = hashes;
        this.thumbnails = thumbnails;
        this.staticImage = staticImage;
    }

    private static void check(boolean isValid, String field, double value) {
        if (!isValid) {
            throw new IllegalArgumentException("%s cannot be %s".formatted(field, value));
        }
    }

    /**
     * Decodes the output of {@link #encode}.
     *
     * @throws InvalidFingerprintException if it is damaged or of an unknown version
     */
    public static ClipFingerprint decode(byte[] bytes) {
        return FingerprintCodec.decode(bytes);
    }

    /** Encodes the fingerprint, with a version and a checksum. */
    public byte[] encode() {
        return FingerprintCodec.encode(this);
    }

    /**
     * Returns the analysed duration: the whole video, or up to where the scan stopped, at most ten
     * minutes.
     */
    public double seconds() {
        return seconds;
    }

    /** Returns the number of samples, at least 1. */
    public int samples() {
        return times.length;
    }

    public Content content() {
        if (seconds < MIN_SECONDS || times.length < 3) {
            return Content.TOO_LITTLE;
        }
        if (staticImage.length == 0) {
            return Content.MOVING;
        }
        return StaticClipMatcher.contrast(staticImage) < MIN_CONTRAST
                ? Content.TOO_LITTLE
                : Content.STATIC;
    }

    /** Returns the version to store; the same object if it is already thinned. */
    public ClipFingerprint thinned() {
        double interval = seconds < SHORT_SECONDS ? 0.5 : 1;
        double slack = FingerprintFrame.MIN_INTERVAL_SECONDS / 4;
        int[] selected = new int[times.length];
        int count = 0;
        double next = 0;
        for (int i = 0; i < times.length; i++) {
            if (times[i] > next - slack) {
                selected[count++] = i;
                next = (Math.floor((times[i] + slack) / interval) + 1) * interval;
            }
        }
        if (count == times.length && views <= HashedRegion.STORED) {
            return this;
        }
        return select(Arrays.copyOf(selected, count), Math.min(views, HashedRegion.STORED));
    }

    /** Returns a copy without the hashes. */
    ClipFingerprint withoutHashes() {
        return new ClipFingerprint(
                seconds, aspect, motionRegion, times, 0, new long[0], thumbnails, staticImage);
    }

    private ClipFingerprint select(int[] samples, int viewCount) {
        float[] selectedTimes = new float[samples.length];
        long[] selectedHashes = new long[samples.length * viewCount];
        for (int i = 0; i < samples.length; i++) {
            selectedTimes[i] = times[samples[i]];
            System.arraycopy(hashes, samples[i] * views, selectedHashes, i * viewCount, viewCount);
        }
        return new ClipFingerprint(
                seconds,
                aspect,
                motionRegion,
                selectedTimes,
                viewCount,
                selectedHashes,
                thumbnails.select(samples),
                staticImage);
    }

    double aspect() {
        return aspect;
    }

    @Nullable RelativeRect motionRegion() {
        return motionRegion;
    }

    int views() {
        return views;
    }

    float time(int sample) {
        return times[sample];
    }

    long hash(int sample, int view) {
        return hashes[sample * views + view];
    }

    Thumbnails thumbnails() {
        return thumbnails;
    }

    byte[] staticImage() {
        return staticImage;
    }

    /** Returns the region of the frame that the thumbnails show. */
    RelativeRect thumbnailRegion() {
        return thumbnailRegion(motionRegion);
    }

    static RelativeRect thumbnailRegion(@Nullable RelativeRect motionRegion) {
        return motionRegion == null ? RelativeRect.WHOLE : motionRegion.grown(0.08);
    }

    @Nullable RelativeRect region(int view) {
        return HashedRegion.at(view).region(motionRegion, aspect);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClipFingerprint that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }
}

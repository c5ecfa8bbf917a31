package dev.framewatch.clip;

import dev.framewatch.geometry.RelativeRect;
import dev.framewatch.video.FingerprintFrame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a clip looks like through time: for each sample the hashes of some parts of the picture, by
 * which it is found, and a coarse picture, by which a find is confirmed: 16 cells a side, 48 where
 * nothing moves. Immutable.
 *
 * <p>As it comes from a scan it has four samples a second, because a copy may begin between two of
 * the other's samples. {@link #thinned} has one a second, or two where the clip is short: that is
 * what is stored, and what a {@link ClipIndex} keeps. About 170 bytes a stored sample.
 */
public final class ClipFingerprint {
    /** A clip without motion keeps its picture in so many rows of as many cells. */
    static final int STILL_SIDE = 48;

    static final int MAX_SAMPLES = FingerprintFrame.MAX;

    /** Clips shorter than this are nobody's copies. */
    private static final double MIN_SECONDS = 3;

    /** Grey levels of change, the root of the mean square, below which a clip is a still. */
    static final double STILL = 1.2;

    /** Grey levels, likewise, about the mean of a picture that shows something. */
    private static final double MIN_CONTRAST = 6;

    /** Clips shorter than this are stored with two samples a second. */
    private static final double SHORT_SECONDS = 12;

    /** How much there is to compare. */
    public enum Content {
        /** It moves: copies are found however they were changed. */
        MOVING,
        /** A single picture all the time: only a copy to which nothing was added is found. */
        STILL,
        /** Shorter than three seconds, or nearly of one colour: it is nobody's copy. */
        TOO_LITTLE
    }

    private final double seconds;
    private final double aspect;
    private final @Nullable RelativeRect lively;
    private final float[] times;
    private final int views;
    private final long[] hashes;
    private final Thumbnails pictures;
    private final byte[] still;

    /**
     * @param seconds how much of the video was seen
     * @param aspect width of the frame by its height
     * @param lively where it moves
     * @param times of the samples in seconds, ascending
     * @param views how many hashes a sample has
     * @param hashes by sample, then by view
     * @param pictures one a sample
     * @param still the mean picture of a clip without motion; of others empty
     * @throws IllegalArgumentException when these disagree
     */
    ClipFingerprint(
            double seconds,
            double aspect,
            @Nullable RelativeRect lively,
            float[] times,
            int views,
            long[] hashes,
            Thumbnails pictures,
            byte[] still) {
        check(seconds >= 0 && seconds < 1e7, "seconds", seconds);
        check(aspect > 0.001 && aspect < 1000, "aspect", aspect);
        check(times.length >= 1 && times.length <= MAX_SAMPLES, "number of samples", times.length);
        check(
                views == 0 || views == HashedRegion.STORED || views == HashedRegion.count(),
                "views",
                views);
        check(hashes.length == views * times.length, "number of hashes", hashes.length);
        check(pictures.count() == times.length, "number of pictures", pictures.count());
        check(
                still.length == 0 || still.length == STILL_SIDE * STILL_SIDE,
                "size of the still",
                still.length);
        for (int i = 0; i < times.length; i++) {
            float before = i == 0 ? -1 : times[i - 1];
            check(times[i] > before && times[i] < 1e7 && times[i] >= 0, "time", times[i]);
        }
        this.seconds = seconds;
        this.aspect = aspect;
        this.lively = lively;
        this.times = times;
        this.views = views;
        this.hashes = hashes;
        this.pictures = pictures;
        this.still = still;
    }

    private static void check(boolean sound, String field, double value) {
        if (!sound) {
            throw new IllegalArgumentException("its %s cannot be %s".formatted(field, value));
        }
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws InvalidFingerprintException when it is damaged, or of a version that this one does
     *     not know
     */
    public static ClipFingerprint of(byte[] bytes) {
        return FingerprintCodec.read(bytes);
    }

    /** Everything, with a version and a checksum. */
    public byte[] bytes() {
        return FingerprintCodec.write(this);
    }

    /** How much of the video was seen: all, or up to where the scan stopped, or ten minutes. */
    public double seconds() {
        return seconds;
    }

    /** How many samples it has, at least 1. */
    public int samples() {
        return times.length;
    }

    public Content content() {
        if (seconds < MIN_SECONDS || times.length < 3) {
            return Content.TOO_LITTLE;
        }
        if (still.length == 0) {
            return Content.MOVING;
        }
        return StaticClipMatcher.contrast(still) < MIN_CONTRAST
                ? Content.TOO_LITTLE
                : Content.STILL;
    }

    /** What is worth keeping; itself when it is thinned already. */
    public ClipFingerprint thinned() {
        double every = seconds < SHORT_SECONDS ? 0.5 : 1;
        double slack = FingerprintFrame.EVERY_SECONDS / 4;
        int[] kept = new int[times.length];
        int count = 0;
        double next = 0;
        for (int i = 0; i < times.length; i++) {
            if (times[i] > next - slack) {
                kept[count++] = i;
                next = (Math.floor((times[i] + slack) / every) + 1) * every;
            }
        }
        if (count == times.length && views <= HashedRegion.STORED) {
            return this;
        }
        return only(Arrays.copyOf(kept, count), Math.min(views, HashedRegion.STORED));
    }

    /** The same without what it is found by. */
    ClipFingerprint withoutHashes() {
        return new ClipFingerprint(seconds, aspect, lively, times, 0, new long[0], pictures, still);
    }

    private ClipFingerprint only(int[] samples, int keptViews) {
        float[] keptTimes = new float[samples.length];
        long[] keptHashes = new long[samples.length * keptViews];
        for (int i = 0; i < samples.length; i++) {
            keptTimes[i] = times[samples[i]];
            System.arraycopy(hashes, samples[i] * views, keptHashes, i * keptViews, keptViews);
        }
        return new ClipFingerprint(
                seconds,
                aspect,
                lively,
                keptTimes,
                keptViews,
                keptHashes,
                pictures.only(samples),
                still);
    }

    double aspect() {
        return aspect;
    }

    @Nullable RelativeRect lively() {
        return lively;
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

    Thumbnails pictures() {
        return pictures;
    }

    byte[] still() {
        return still;
    }

    /** The part of the frame that the coarse pictures show. */
    RelativeRect pictured() {
        return pictured(lively);
    }

    static RelativeRect pictured(@Nullable RelativeRect lively) {
        return lively == null ? RelativeRect.WHOLE : lively.grown(0.08);
    }

    @Nullable RelativeRect region(int view) {
        return HashedRegion.at(view).region(lively, aspect);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClipFingerprint that && Arrays.equals(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }
}

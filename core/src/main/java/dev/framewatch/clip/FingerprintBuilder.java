package dev.framewatch.clip;

import dev.framewatch.geometry.RelativeRect;
import dev.framewatch.video.FingerprintFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fingerprint frames of one video and computes its fingerprint. Frames are kept in
 * memory: up to 22 MB for ten minutes.
 */
public final class FingerprintBuilder {
    private final List<FingerprintFrame> glimpses = new ArrayList<>();

    /**
     * Adds the next frame. Frames that are not later than their predecessor are ignored, as are
     * those beyond {@value FingerprintFrame#MAX}. A frame of another size is resized to the first
     * one's.
     */
    public void add(FingerprintFrame fingerprintFrame) {
        if (glimpses.size() == FingerprintFrame.MAX) {
            return;
        }
        if (glimpses.isEmpty()) {
            glimpses.add(fingerprintFrame);
        } else if ((float) fingerprintFrame.seconds() > (float) glimpses.getLast().seconds()) {
            glimpses.add(stretched(fingerprintFrame, glimpses.getFirst()));
        }
    }

    private static FingerprintFrame stretched(
            FingerprintFrame fingerprintFrame, FingerprintFrame first) {
        if (fingerprintFrame.width() == first.width()
                && fingerprintFrame.height() == first.height()) {
            return fingerprintFrame;
        }
        IntegralImage summed = new IntegralImage();
        summed.read(fingerprintFrame);
        float[] cells = new float[first.width() * first.height()];
        summed.means(RelativeRect.WHOLE, first.width(), first.height(), cells);
        byte[] grey = new byte[cells.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) Math.round(cells[i]);
        }
        return new FingerprintFrame(
                fingerprintFrame.seconds(), first.width(), first.height(), grey);
    }

    /**
     * Returns the fingerprint of the collected frames; null if there are none.
     *
     * @param seconds analysed duration of the video, 0 if unknown
     */
    public @Nullable ClipFingerprint build(double seconds) {
        if (glimpses.isEmpty()) {
            return null;
        }
        double last = glimpses.getLast().seconds() + FingerprintFrame.EVERY_SECONDS;
        boolean all = glimpses.size() < FingerprintFrame.MAX;
        double seen = all ? Math.max(seconds, last) : last;
        FingerprintFrame first = glimpses.getFirst();
        double aspect = (double) first.width() / first.height();
        @Nullable RelativeRect lively = MotionRegion.of(glimpses);
        Samples samples = new Samples(lively, aspect, glimpses.size());
        glimpses.forEach(samples::add);
        Thumbnails pictures = Thumbnails.of(samples.pictures);
        byte[] still = pictures.change() < ClipFingerprint.STILL ? still() : new byte[0];
        return new ClipFingerprint(
                seen,
                aspect,
                lively,
                samples.times,
                HashedRegion.count(),
                samples.hashes,
                pictures,
                still);
    }

    /** The values computed for each frame. */
    private static final class Samples {
        private final IntegralImage summed = new IntegralImage();
        private final PerceptualHash hash = new PerceptualHash();
        private final float[] cells = new float[PerceptualHash.SIDE * PerceptualHash.SIDE];
        private final @Nullable RelativeRect[] regions = new RelativeRect[HashedRegion.count()];
        private final RelativeRect pictured;
        private final float[] times;
        private final long[] hashes;
        private final float[][] pictures;
        private int count;

        Samples(@Nullable RelativeRect lively, double aspect, int count) {
            for (int view = 0; view < regions.length; view++) {
                regions[view] = HashedRegion.at(view).region(lively, aspect);
            }
            pictured = ClipFingerprint.pictured(lively);
            times = new float[count];
            hashes = new long[count * regions.length];
            pictures = new float[count][Thumbnails.CELLS];
        }

        void add(FingerprintFrame fingerprintFrame) {
            summed.read(fingerprintFrame);
            times[count] = (float) fingerprintFrame.seconds();
            for (int view = 0; view < regions.length; view++) {
                RelativeRect relativeRect = regions[view];
                if (relativeRect != null) {
                    summed.means(relativeRect, PerceptualHash.SIDE, PerceptualHash.SIDE, cells);
                    hashes[count * regions.length + view] = hash.of(cells);
                }
            }
            int side = Thumbnails.SIDE;
            summed.means(pictured, side, side, pictures[count]);
            count++;
        }
    }

    private byte[] still() {
        int side = ClipFingerprint.STILL_SIDE;
        IntegralImage summed = new IntegralImage();
        float[] cells = new float[side * side];
        float[] sums = new float[cells.length];
        for (FingerprintFrame fingerprintFrame : glimpses) {
            summed.read(fingerprintFrame);
            summed.means(RelativeRect.WHOLE, side, side, cells);
            for (int i = 0; i < cells.length; i++) {
                sums[i] += cells[i];
            }
        }
        byte[] still = new byte[cells.length];
        for (int i = 0; i < still.length; i++) {
            still[i] = (byte) Math.round(sums[i] / glimpses.size());
        }
        return still;
    }
}

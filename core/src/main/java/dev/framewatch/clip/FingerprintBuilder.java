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
    private final List<FingerprintFrame> frames = new ArrayList<>();

    /**
     * Adds the next frame. Frames that are not later than their predecessor are ignored, as are
     * those beyond {@value FingerprintFrame#MAX_PER_VIDEO}. A frame of another size is resized to
     * the first one's.
     */
    public void add(FingerprintFrame frame) {
        if (frames.size() == FingerprintFrame.MAX_PER_VIDEO) {
            return;
        }
        if (frames.isEmpty()) {
            frames.add(frame);
        } else if ((float) frame.seconds() > (float) frames.getLast().seconds()) {
            frames.add(resized(frame, frames.getFirst()));
        }
    }

    private static FingerprintFrame resized(FingerprintFrame frame, FingerprintFrame first) {
        if (frame.width() == first.width() && frame.height() == first.height()) {
            return frame;
        }
        IntegralImage integralImage = new IntegralImage();
        integralImage.load(frame);
        float[] cells = new float[first.width() * first.height()];
        integralImage.means(RelativeRect.WHOLE, first.width(), first.height(), cells);
        byte[] grey = new byte[cells.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) Math.round(cells[i]);
        }
        return new FingerprintFrame(frame.seconds(), first.width(), first.height(), grey);
    }

    /**
     * Returns the fingerprint of the collected frames; null if there are none.
     *
     * @param seconds analysed duration of the video, 0 if unknown
     */
    public @Nullable ClipFingerprint build(double seconds) {
        if (frames.isEmpty()) {
            return null;
        }
        double last = frames.getLast().seconds() + FingerprintFrame.MIN_INTERVAL_SECONDS;
        boolean isComplete = frames.size() < FingerprintFrame.MAX_PER_VIDEO;
        double analysedSeconds = isComplete ? Math.max(seconds, last) : last;
        FingerprintFrame first = frames.getFirst();
        double aspect = (double) first.width() / first.height();
        @Nullable RelativeRect motionRegion = MotionRegion.of(frames);
        Samples samples = new Samples(motionRegion, aspect, frames.size());
        frames.forEach(samples::add);
        Thumbnails thumbnails = Thumbnails.of(samples.thumbnails);
        byte[] staticImage =
                thumbnails.rmsChange() < ClipFingerprint.MAX_STATIC_CHANGE
                        ? meanImage()
                        : new byte[0];
        return new ClipFingerprint(
                analysedSeconds,
                aspect,
                motionRegion,
                samples.times,
                HashedRegion.count(),
                samples.hashes,
                thumbnails,
                staticImage);
    }

    /** The values computed for each frame. */
    private static final class Samples {
        private final IntegralImage integralImage = new IntegralImage();
        private final PerceptualHash hash = new PerceptualHash();
        private final float[] cells = new float[PerceptualHash.SIDE * PerceptualHash.SIDE];
        private final @Nullable RelativeRect[] regions = new RelativeRect[HashedRegion.count()];
        private final RelativeRect thumbnailRegion;
        private final float[] times;
        private final long[] hashes;
        private final float[][] thumbnails;
        private int count;

        Samples(@Nullable RelativeRect motionRegion, double aspect, int count) {
            for (int view = 0; view < regions.length; view++) {
                regions[view] = HashedRegion.at(view).region(motionRegion, aspect);
            }
            thumbnailRegion = ClipFingerprint.thumbnailRegion(motionRegion);
            times = new float[count];
            hashes = new long[count * regions.length];
            thumbnails = new float[count][Thumbnails.CELLS];
        }

        void add(FingerprintFrame frame) {
            integralImage.load(frame);
            times[count] = (float) frame.seconds();
            for (int view = 0; view < regions.length; view++) {
                RelativeRect region = regions[view];
                if (region != null) {
                    integralImage.means(region, PerceptualHash.SIDE, PerceptualHash.SIDE, cells);
                    hashes[count * regions.length + view] = hash.of(cells);
                }
            }
            int side = Thumbnails.SIDE;
            integralImage.means(thumbnailRegion, side, side, thumbnails[count]);
            count++;
        }
    }

    private byte[] meanImage() {
        int side = ClipFingerprint.STATIC_IMAGE_SIDE;
        IntegralImage integralImage = new IntegralImage();
        float[] cells = new float[side * side];
        float[] sums = new float[cells.length];
        for (FingerprintFrame frame : frames) {
            integralImage.load(frame);
            integralImage.means(RelativeRect.WHOLE, side, side, cells);
            for (int i = 0; i < cells.length; i++) {
                sums[i] += cells[i];
            }
        }
        byte[] staticImage = new byte[cells.length];
        for (int i = 0; i < staticImage.length; i++) {
            staticImage[i] = (byte) Math.round(sums[i] / frames.size());
        }
        return staticImage;
    }
}

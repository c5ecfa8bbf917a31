package dev.framewatch.clip;

import dev.framewatch.video.Glimpse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the glimpses of one video and makes its fingerprint. It holds what it is given: up to 22
 * MB for ten minutes.
 */
public final class FingerprintBuilder {
    private final List<Glimpse> glimpses = new ArrayList<>();

    /**
     * Takes the next glimpse. One that is not later than the one before is left out, and so is what
     * comes after {@value Glimpse#MOST} of them. One of another size is stretched to the first
     * one's.
     */
    public void add(Glimpse glimpse) {
        if (glimpses.size() == Glimpse.MOST) {
            return;
        }
        if (glimpses.isEmpty()) {
            glimpses.add(glimpse);
        } else if ((float) glimpse.seconds() > (float) glimpses.getLast().seconds()) {
            glimpses.add(stretched(glimpse, glimpses.getFirst()));
        }
    }

    private static Glimpse stretched(Glimpse glimpse, Glimpse first) {
        if (glimpse.width() == first.width() && glimpse.height() == first.height()) {
            return glimpse;
        }
        SummedGrey summed = new SummedGrey();
        summed.read(glimpse);
        float[] cells = new float[first.width() * first.height()];
        summed.means(Region.WHOLE, first.width(), first.height(), cells);
        byte[] grey = new byte[cells.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) Math.round(cells[i]);
        }
        return new Glimpse(glimpse.seconds(), first.width(), first.height(), grey);
    }

    /**
     * The fingerprint of what was collected; null when that is nothing.
     *
     * @param seconds how long the video is as far as it was seen, 0 where nothing tells
     */
    public @Nullable ClipFingerprint build(double seconds) {
        if (glimpses.isEmpty()) {
            return null;
        }
        double last = glimpses.getLast().seconds() + Glimpse.EVERY_SECONDS;
        boolean all = glimpses.size() < Glimpse.MOST;
        double seen = all ? Math.max(seconds, last) : last;
        Glimpse first = glimpses.getFirst();
        double aspect = (double) first.width() / first.height();
        @Nullable Region lively = LivelyRegion.of(glimpses);
        Samples samples = new Samples(lively, aspect, glimpses.size());
        glimpses.forEach(samples::add);
        CoarsePictures pictures = CoarsePictures.of(samples.pictures);
        byte[] still = pictures.change() < ClipFingerprint.STILL ? still() : new byte[0];
        return new ClipFingerprint(
                seen, aspect, lively, samples.times, View.count(), samples.hashes, pictures, still);
    }

    /** What is computed for each glimpse. */
    private static final class Samples {
        private final SummedGrey summed = new SummedGrey();
        private final PictureHash hash = new PictureHash();
        private final float[] cells = new float[PictureHash.SIDE * PictureHash.SIDE];
        private final @Nullable Region[] regions = new Region[View.count()];
        private final Region pictured;
        private final float[] times;
        private final long[] hashes;
        private final float[][] pictures;
        private int count;

        Samples(@Nullable Region lively, double aspect, int count) {
            for (int view = 0; view < regions.length; view++) {
                regions[view] = View.at(view).region(lively, aspect);
            }
            pictured = ClipFingerprint.pictured(lively);
            times = new float[count];
            hashes = new long[count * regions.length];
            pictures = new float[count][CoarsePictures.CELLS];
        }

        void add(Glimpse glimpse) {
            summed.read(glimpse);
            times[count] = (float) glimpse.seconds();
            for (int view = 0; view < regions.length; view++) {
                Region region = regions[view];
                if (region != null) {
                    summed.means(region, PictureHash.SIDE, PictureHash.SIDE, cells);
                    hashes[count * regions.length + view] = hash.of(cells);
                }
            }
            int side = CoarsePictures.SIDE;
            summed.means(pictured, side, side, pictures[count]);
            count++;
        }
    }

    private byte[] still() {
        int side = ClipFingerprint.STILL_SIDE;
        SummedGrey summed = new SummedGrey();
        float[] cells = new float[side * side];
        float[] sums = new float[cells.length];
        for (Glimpse glimpse : glimpses) {
            summed.read(glimpse);
            summed.means(Region.WHOLE, side, side, cells);
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

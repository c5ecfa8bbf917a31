package dev.framewatch.clip;

import dev.framewatch.geometry.RelativeRect;

/**
 * Overlays stored clips on a query clip and measures how well they agree. Reuses its arrays, so an
 * instance must be confined to one thread.
 */
final class AlignmentScorer {
    private static final int SIDE = Thumbnails.SIDE;
    private static final int CELLS = Thumbnails.CELLS;

    /** Minimum number of overlapping cells; with fewer, no score is computed. */
    private static final int MIN_CELLS = CELLS / 6;

    /** Maximum number of evenly spaced times that a search compares. */
    private static final int MAX_TIMES = 24;

    /** Minimum change of a cell per second, in grey levels, for it to count. */
    private static final float MIN_CHANGE = 3;

    private static final int MIN_CHANGING_CELLS = 4;

    private final ClipFingerprint query;
    private final float[][] queryThumbnails;
    private final double maxTimeDifference;
    private final int[] cells = new int[CELLS];
    private final int[] topLeftCells = new int[CELLS];
    private final float[] fractionX = new float[CELLS];
    private final float[] fractionY = new float[CELLS];
    private final float[] interpolated = new float[CELLS];
    private ClipFingerprint stored;
    private float[][] storedThumbnails = new float[0][];
    private float[][] queryCells = new float[0][];
    private float[][] storedCells = new float[0][];
    private double[] times = new double[0];
    private int cellCount;
    private int timeCount;
    private double queryEnergy;
    private double storedEnergy;
    private double crossSum;

    AlignmentScorer(ClipFingerprint query) {
        this.query = query;
        this.stored = query;
        this.queryThumbnails = blurredThumbnails(query);
        this.maxTimeDifference = Math.max(0.3, 0.6 * sampleInterval(query));
    }

    private static double sampleInterval(ClipFingerprint clip) {
        int last = clip.samples() - 1;
        return last == 0 ? 1 : (clip.time(last) - clip.time(0)) / last;
    }

    /** Returns the thumbnails, blurred, because the cells of two clips are not aligned. */
    private static float[][] blurredThumbnails(ClipFingerprint clip) {
        float[][] thumbnails = new float[clip.samples()][CELLS];
        float[] thumbnail = new float[CELLS];
        float[] across = new float[CELLS];
        for (int i = 0; i < thumbnails.length; i++) {
            clip.thumbnails().read(i, thumbnail);
            blur(thumbnail, across, thumbnails[i]);
        }
        return thumbnails;
    }

    private static void blur(float[] thumbnail, float[] across, float[] out) {
        for (int i = 0; i < CELLS; i++) {
            float before = thumbnail[i % SIDE == 0 ? i : i - 1];
            float after = thumbnail[i % SIDE == SIDE - 1 ? i : i + 1];
            across[i] = 0.25f * (before + 2 * thumbnail[i] + after);
        }
        for (int i = 0; i < CELLS; i++) {
            float above = across[i < SIDE ? i : i - SIDE];
            float below = across[i >= CELLS - SIDE ? i : i + SIDE];
            out[i] = 0.25f * (above + 2 * across[i] + below);
        }
    }

    ClipFingerprint query() {
        return query;
    }

    ClipFingerprint stored() {
        return stored;
    }

    /** Sets the stored clip to compare next. */
    void setStored(ClipFingerprint clip) {
        stored = clip;
        storedThumbnails = blurredThumbnails(clip);
        if (queryCells.length < clip.samples()) {
            queryCells = new float[clip.samples()][CELLS];
            storedCells = new float[clip.samples()][CELLS];
            times = new double[clip.samples()];
        }
    }

    MatchScore score(SpatioTemporalTransform transform) {
        int step = (stored.samples() + MAX_TIMES - 1) / MAX_TIMES;
        if (!align(transform, step)) {
            return new MatchScore(transform, -1, -1);
        }
        double imageCorrelation = crossSum / Math.sqrt(queryEnergy * storedEnergy + 1e-9);
        double varianceOne = queryEnergy;
        double varianceOther = storedEnergy;
        double covariance = crossSum;
        for (int c = 0; c < cellCount; c++) {
            float sumOne = 0;
            float sumOther = 0;
            for (int i = 0; i < timeCount; i++) {
                sumOne += queryCells[i][c];
                sumOther += storedCells[i][c];
            }
            varianceOne -= sumOne * sumOne / timeCount;
            varianceOther -= sumOther * sumOther / timeCount;
            covariance -= sumOne * sumOther / timeCount;
        }
        double noise = 1e-9 + 1e-6 * (queryEnergy + storedEnergy);
        double changeCorrelation =
                covariance / (Math.sqrt(Math.max(0, varianceOne * varianceOther)) + noise);
        return new MatchScore(transform, imageCorrelation, changeCorrelation);
    }

    /** Compares the changes from second to second. */
    MatchDecision decide(SpatioTemporalTransform transform) {
        if (!align(transform, 1)) {
            return MatchDecision.NONE;
        }
        float gain = gain();
        double sum = 0;
        double evidence = 0;
        int seconds = 0;
        int agreeingSeconds = 0;
        int from = 0;
        for (int i = 1; i < timeCount; i++) {
            while (times[i] - times[from + 1] > 0.9) {
                from++;
            }
            double elapsed = times[i] - times[from];
            if (elapsed < 0.7 || elapsed > 1.6) {
                continue;
            }
            double products = 0;
            double weights = 0;
            int changing = 0;
            for (int c = 0; c < cellCount; c++) {
                float x = gain * (queryCells[i][c] - queryCells[from][c]);
                float y = storedCells[i][c] - storedCells[from][c];
                float maxChange = Math.max(Math.abs(x), Math.abs(y));
                if (maxChange > MIN_CHANGE) {
                    // 1 for the same change, 0 if one does not change, -1 for the opposite
                    double weight = Math.sqrt(maxChange);
                    products += weight * 2 * x * y / (x * x + y * y);
                    weights += weight;
                    changing++;
                }
            }
            if (changing >= MIN_CHANGING_CELLS) {
                double correlation = products / weights;
                sum += correlation;
                seconds++;
                agreeingSeconds += correlation > MatchDecision.MIN_CORRELATION ? 1 : 0;
                evidence +=
                        changing
                                * Math.max(0, correlation - 0.2)
                                * Math.min(1, storedSampleInterval());
            }
        }
        if (seconds == 0) {
            return MatchDecision.NONE;
        }
        return new MatchDecision(
                sum / seconds,
                (double) agreeingSeconds / seconds,
                evidence,
                overlapSeconds(transform));
    }

    /** Returns the temporal overlap in seconds of the stored clip. */
    private double overlapSeconds(SpatioTemporalTransform transform) {
        double begin = Math.max(0, transform.offset());
        double end = transform.offset() + transform.speed() * query.seconds();
        return Math.max(0, Math.min(stored.seconds(), end) - begin);
    }

    /** Returns the seconds between two compared times; closer ones are less independent. */
    private double storedSampleInterval() {
        return sampleInterval(stored);
    }

    /** Returns the factor that scales the changes of one clip to those of the other. */
    private float gain() {
        double changesOne = 1e-9;
        double changesOther = 1e-9;
        for (int i = 1; i < timeCount; i++) {
            for (int c = 0; c < cellCount; c++) {
                float x = queryCells[i][c] - queryCells[i - 1][c];
                float y = storedCells[i][c] - storedCells[i - 1][c];
                changesOne += x * x;
                changesOther += y * y;
            }
        }
        return (float) Math.clamp(Math.sqrt(changesOther / changesOne), 0.4, 2.5);
    }

    /** Fills both image stacks, aligned cell by cell and time by time. */
    private boolean align(SpatioTemporalTransform transform, int step) {
        timeCount = 0;
        queryEnergy = 0;
        storedEnergy = 0;
        crossSum = 0;
        if (!mapCells(transform)) {
            return false;
        }
        int nearest = 0;
        int last = query.samples() - 1;
        for (int i = 0; i < stored.samples(); i += step) {
            double time = (stored.time(i) - transform.offset()) / transform.speed();
            while (nearest < last && query.time(nearest + 1) - time <= time - query.time(nearest)) {
                nearest++;
            }
            if (Math.abs(query.time(nearest) - time) <= maxTimeDifference) {
                addTime(queryThumbnailAt(nearest, time), storedThumbnails[i]);
                times[timeCount++] = stored.time(i);
            }
        }
        return timeCount >= 2;
    }

    /** Returns the image at a time, interpolated between two samples. */
    private float[] queryThumbnailAt(int nearest, double time) {
        int second = time < query.time(nearest) ? nearest - 1 : nearest + 1;
        if (second < 0 || second >= query.samples()) {
            return queryThumbnails[nearest];
        }
        double gap = Math.abs(query.time(second) - query.time(nearest));
        float fraction = (float) (Math.abs(time - query.time(nearest)) / gap);
        if (fraction < 0.02 || gap > 2 * maxTimeDifference) {
            return queryThumbnails[nearest];
        }
        float[] a = queryThumbnails[nearest];
        float[] b = queryThumbnails[second];
        for (int c = 0; c < CELLS; c++) {
            interpolated[c] = a[c] + fraction * (b[c] - a[c]);
        }
        return interpolated;
    }

    /** Maps the cells of the stored image to the query image. */
    private boolean mapCells(SpatioTemporalTransform transform) {
        RelativeRect from = stored.thumbnailRegion();
        RelativeRect to = query.thumbnailRegion();
        cellCount = 0;
        for (int row = 0; row < SIDE; row++) {
            double y = from.top() + (row + 0.5) / SIDE * from.height();
            double down = cell(transform.c() * y + transform.d(), to.top(), to.height());
            if (!(down > -0.5 && down < SIDE - 0.5)) {
                continue;
            }
            down = Math.clamp(down, 0, SIDE - 1.001);
            for (int column = 0; column < SIDE; column++) {
                double x = from.left() + (column + 0.5) / SIDE * from.width();
                double across = cell(transform.a() * x + transform.b(), to.left(), to.width());
                if (across > -0.5 && across < SIDE - 0.5) {
                    across = Math.clamp(across, 0, SIDE - 1.001);
                    int before = (int) across;
                    int above = (int) down;
                    cells[cellCount] = row * SIDE + column;
                    topLeftCells[cellCount] = above * SIDE + before;
                    fractionX[cellCount] = (float) (across - before);
                    fractionY[cellCount++] = (float) (down - above);
                }
            }
        }
        return cellCount >= MIN_CELLS;
    }

    private static double cell(double at, double start, double length) {
        return (at - start) / length * SIDE - 0.5;
    }

    /** Adds one time: the overlapping parts of both images, each with its mean removed. */
    private void addTime(float[] from, float[] storedThumbnail) {
        float[] a = queryCells[timeCount];
        float[] b = storedCells[timeCount];
        float sumA = 0;
        float sumB = 0;
        for (int c = 0; c < cellCount; c++) {
            int at = topLeftCells[c];
            float upper = from[at] + fractionX[c] * (from[at + 1] - from[at]);
            float lower = from[at + SIDE] + fractionX[c] * (from[at + SIDE + 1] - from[at + SIDE]);
            a[c] = upper + fractionY[c] * (lower - upper);
            b[c] = storedThumbnail[cells[c]];
            sumA += a[c];
            sumB += b[c];
        }
        float meanA = sumA / cellCount;
        float meanB = sumB / cellCount;
        float squaresA = 0;
        float squaresB = 0;
        float both = 0;
        for (int c = 0; c < cellCount; c++) {
            a[c] -= meanA;
            b[c] -= meanB;
            squaresA += a[c] * a[c];
            squaresB += b[c] * b[c];
            both += a[c] * b[c];
        }
        queryEnergy += squaresA;
        storedEnergy += squaresB;
        crossSum += both;
    }
}

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
    private static final int MAX_MOMENTS = 24;

    /** Minimum change of a cell per second, in grey levels, for it to count. */
    private static final float MIN_CHANGE = 3;

    private static final int MIN_CHANGING = 4;

    private final ClipFingerprint query;
    private final float[][] queryPictures;
    private final double reach;
    private final int[] cells = new int[CELLS];
    private final int[] corners = new int[CELLS];
    private final float[] right = new float[CELLS];
    private final float[] low = new float[CELLS];
    private final float[] between = new float[CELLS];
    private ClipFingerprint stored;
    private float[][] storedPictures = new float[0][];
    private float[][] one = new float[0][];
    private float[][] other = new float[0][];
    private double[] times = new double[0];
    private int used;
    private int moments;
    private double squaresOne;
    private double squaresOther;
    private double products;

    AlignmentScorer(ClipFingerprint query) {
        this.query = query;
        this.stored = query;
        this.queryPictures = pictures(query);
        this.reach = Math.max(0.3, 0.6 * spacing(query));
    }

    private static double spacing(ClipFingerprint clip) {
        int last = clip.samples() - 1;
        return last == 0 ? 1 : (clip.time(last) - clip.time(0)) / last;
    }

    /** Returns the thumbnails, blurred, because the cells of two clips are not aligned. */
    private static float[][] pictures(ClipFingerprint clip) {
        float[][] pictures = new float[clip.samples()][CELLS];
        float[] sharp = new float[CELLS];
        float[] across = new float[CELLS];
        for (int i = 0; i < pictures.length; i++) {
            clip.pictures().read(i, sharp);
            smooth(sharp, across, pictures[i]);
        }
        return pictures;
    }

    private static void smooth(float[] sharp, float[] across, float[] out) {
        for (int i = 0; i < CELLS; i++) {
            float before = sharp[i % SIDE == 0 ? i : i - 1];
            float after = sharp[i % SIDE == SIDE - 1 ? i : i + 1];
            across[i] = 0.25f * (before + 2 * sharp[i] + after);
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
    void with(ClipFingerprint clip) {
        stored = clip;
        storedPictures = pictures(clip);
        if (one.length < clip.samples()) {
            one = new float[clip.samples()][CELLS];
            other = new float[clip.samples()][CELLS];
            times = new double[clip.samples()];
        }
    }

    MatchScore fit(SpatioTemporalTransform transform) {
        int step = (stored.samples() + MAX_MOMENTS - 1) / MAX_MOMENTS;
        if (!lay(transform, step)) {
            return new MatchScore(transform, -1, -1);
        }
        double picture = products / Math.sqrt(squaresOne * squaresOther + 1e-9);
        double varianceOne = squaresOne;
        double varianceOther = squaresOther;
        double covariance = products;
        for (int c = 0; c < used; c++) {
            float sumOne = 0;
            float sumOther = 0;
            for (int i = 0; i < moments; i++) {
                sumOne += one[i][c];
                sumOther += other[i][c];
            }
            varianceOne -= sumOne * sumOne / moments;
            varianceOther -= sumOther * sumOther / moments;
            covariance -= sumOne * sumOther / moments;
        }
        double noise = 1e-9 + 1e-6 * (squaresOne + squaresOther);
        double change = covariance / (Math.sqrt(Math.max(0, varianceOne * varianceOther)) + noise);
        return new MatchScore(transform, picture, change);
    }

    /** Compares the changes from second to second. */
    MatchDecision agreement(SpatioTemporalTransform transform) {
        if (!lay(transform, 1)) {
            return MatchDecision.NONE;
        }
        float gain = gain();
        double sum = 0;
        double evidence = 0;
        int seconds = 0;
        int agreeing = 0;
        int from = 0;
        for (int i = 1; i < moments; i++) {
            while (times[i] - times[from + 1] > 0.9) {
                from++;
            }
            double passed = times[i] - times[from];
            if (passed < 0.7 || passed > 1.6) {
                continue;
            }
            double products = 0;
            double weights = 0;
            int changing = 0;
            for (int c = 0; c < used; c++) {
                float x = gain * (one[i][c] - one[from][c]);
                float y = other[i][c] - other[from][c];
                float most = Math.max(Math.abs(x), Math.abs(y));
                if (most > MIN_CHANGE) {
                    // 1 for the same change, 0 if one does not change, -1 for the opposite
                    double weight = Math.sqrt(most);
                    products += weight * 2 * x * y / (x * x + y * y);
                    weights += weight;
                    changing++;
                }
            }
            if (changing >= MIN_CHANGING) {
                double alike = products / weights;
                sum += alike;
                seconds++;
                agreeing += alike > MatchDecision.AGREES ? 1 : 0;
                evidence += changing * Math.max(0, alike - 0.2) * Math.min(1, perSecond());
            }
        }
        if (seconds == 0) {
            return MatchDecision.NONE;
        }
        return new MatchDecision(
                sum / seconds, (double) agreeing / seconds, evidence, shared(transform));
    }

    /** Returns the temporal overlap in seconds of the stored clip. */
    private double shared(SpatioTemporalTransform transform) {
        double begin = Math.max(0, transform.offset());
        double end = transform.offset() + transform.speed() * query.seconds();
        return Math.max(0, Math.min(stored.seconds(), end) - begin);
    }

    /** Returns the seconds between two compared times; closer ones are less independent. */
    private double perSecond() {
        return spacing(stored);
    }

    /** Returns the factor that scales the changes of one clip to those of the other. */
    private float gain() {
        double changesOne = 1e-9;
        double changesOther = 1e-9;
        for (int i = 1; i < moments; i++) {
            for (int c = 0; c < used; c++) {
                float x = one[i][c] - one[i - 1][c];
                float y = other[i][c] - other[i - 1][c];
                changesOne += x * x;
                changesOther += y * y;
            }
        }
        return (float) Math.clamp(Math.sqrt(changesOther / changesOne), 0.4, 2.5);
    }

    /** Fills both image stacks, aligned cell by cell and time by time. */
    private boolean lay(SpatioTemporalTransform transform, int step) {
        moments = 0;
        squaresOne = 0;
        squaresOther = 0;
        products = 0;
        if (!place(transform)) {
            return false;
        }
        int near = 0;
        int last = query.samples() - 1;
        for (int i = 0; i < stored.samples(); i += step) {
            double time = (stored.time(i) - transform.offset()) / transform.speed();
            while (near < last && query.time(near + 1) - time <= time - query.time(near)) {
                near++;
            }
            if (Math.abs(query.time(near) - time) <= reach) {
                take(moment(near, time), storedPictures[i]);
                times[moments++] = stored.time(i);
            }
        }
        return moments >= 2;
    }

    /** Returns the image at a time, interpolated between two samples. */
    private float[] moment(int near, double time) {
        int second = time < query.time(near) ? near - 1 : near + 1;
        if (second < 0 || second >= query.samples()) {
            return queryPictures[near];
        }
        double gap = Math.abs(query.time(second) - query.time(near));
        float share = (float) (Math.abs(time - query.time(near)) / gap);
        if (share < 0.02 || gap > 2 * reach) {
            return queryPictures[near];
        }
        float[] a = queryPictures[near];
        float[] b = queryPictures[second];
        for (int c = 0; c < CELLS; c++) {
            between[c] = a[c] + share * (b[c] - a[c]);
        }
        return between;
    }

    /** Maps the cells of the stored image to the query image. */
    private boolean place(SpatioTemporalTransform transform) {
        RelativeRect from = stored.pictured();
        RelativeRect to = query.pictured();
        used = 0;
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
                    cells[used] = row * SIDE + column;
                    corners[used] = above * SIDE + before;
                    right[used] = (float) (across - before);
                    low[used++] = (float) (down - above);
                }
            }
        }
        return used >= MIN_CELLS;
    }

    private static double cell(double at, double start, double length) {
        return (at - start) / length * SIDE - 0.5;
    }

    /** Adds one time: the overlapping parts of both images, each with its mean removed. */
    private void take(float[] from, float[] storedPicture) {
        float[] a = one[moments];
        float[] b = other[moments];
        float sumA = 0;
        float sumB = 0;
        for (int c = 0; c < used; c++) {
            int at = corners[c];
            float upper = from[at] + right[c] * (from[at + 1] - from[at]);
            float lower = from[at + SIDE] + right[c] * (from[at + SIDE + 1] - from[at + SIDE]);
            a[c] = upper + low[c] * (lower - upper);
            b[c] = storedPicture[cells[c]];
            sumA += a[c];
            sumB += b[c];
        }
        float meanA = sumA / used;
        float meanB = sumB / used;
        float squaresA = 0;
        float squaresB = 0;
        float both = 0;
        for (int c = 0; c < used; c++) {
            a[c] -= meanA;
            b[c] -= meanB;
            squaresA += a[c] * a[c];
            squaresB += b[c] * b[c];
            both += a[c] * b[c];
        }
        squaresOne += squaresA;
        squaresOther += squaresB;
        products += both;
    }
}

package dev.framewatch.video.decoder;

/**
 * Accumulates the time during which the image on screen was decoded without errors. Frames depend
 * on earlier ones, so damage lasts until the next intact key frame.
 */
final class DecodedTime {
    /**
     * Maximum time, in seconds, for which a frame counts as seen. Timestamps may claim any time
     * until the next one; what is shown meanwhile, nobody knows.
     */
    static final double MAX_HOLD_SECONDS = 120;

    private static final double NO_DAMAGE = Double.POSITIVE_INFINITY;

    private double damagedFrom = NO_DAMAGE;
    private double lastDamage = Double.NEGATIVE_INFINITY;
    private double reached = Double.NaN;
    private double seconds;
    private double unseenSeconds;
    private boolean hasLoss;
    private boolean isDamaged;

    /** Records a decoding error at a time. */
    void addDamage(double time) {
        damagedFrom = Math.min(damagedFrom, time);
        lastDamage = Math.max(lastDamage, time);
        isDamaged = true;
    }

    /** Records a frame; {@code keyFrame} if it is intact and a key frame. */
    void addFrame(double time, boolean keyFrame) {
        advance(time);
        if (keyFrame && time > lastDamage) {
            damagedFrom = NO_DAMAGE;
        }
    }

    /** Records the end of the last frame. */
    void end(double time) {
        advance(time);
    }

    private void advance(double time) {
        if (!Double.isNaN(reached)) {
            double held = Math.min(time, reached + MAX_HOLD_SECONDS);
            seconds += Math.max(0, Math.min(held, damagedFrom) - reached);
            unseenSeconds += Math.max(0, time - held);
        }
        hasLoss = damagedFrom < time;
        reached = time;
    }

    /** Returns whether anything was lost between the last two frames, or after the last one. */
    boolean hasLoss() {
        return hasLoss;
    }

    boolean isDamaged() {
        return isDamaged;
    }

    double seconds() {
        return seconds;
    }

    /** Returns for how long frames were held beyond the maximum. */
    double unseenSeconds() {
        return unseenSeconds;
    }
}

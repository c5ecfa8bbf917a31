package dev.framewatch.video.decoder;

/**
 * Adds up for how many seconds what is on screen was decoded soundly. Pictures are coded as changes
 * of earlier ones, so damage lasts until the next sound key picture.
 */
final class DecodedTime {
    private static final double NONE = Double.POSITIVE_INFINITY;

    private double damagedFrom = NONE;
    private double lastDamage = Double.NEGATIVE_INFINITY;
    private double reached = Double.NaN;
    private double seconds;
    private boolean lostSome;
    private boolean everDamaged;

    /** Something at this time could not be decoded. */
    void damage(double at) {
        damagedFrom = Math.min(damagedFrom, at);
        lastDamage = Math.max(lastDamage, at);
        everDamaged = true;
    }

    /** A picture appears; {@code fresh} when it is sound and needs no earlier one. */
    void picture(double at, boolean fresh) {
        advance(at);
        if (fresh && at > lastDamage) {
            damagedFrom = NONE;
        }
    }

    /** The last picture leaves the screen. */
    void end(double at) {
        advance(at);
    }

    private void advance(double at) {
        if (!Double.isNaN(reached)) {
            seconds += Math.max(0, Math.min(at, damagedFrom) - reached);
        }
        lostSome = damagedFrom < at;
        reached = at;
    }

    /** Whether something was lost between the last two pictures, or since the last one. */
    boolean lostSome() {
        return lostSome;
    }

    boolean everDamaged() {
        return everDamaged;
    }

    double seconds() {
        return seconds;
    }
}

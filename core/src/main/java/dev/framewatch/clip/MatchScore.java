package dev.framewatch.clip;

/**
 * How well a stored clip, so placed, agrees with another one.
 *
 * @param placement how it is placed
 * @param picture correlation of the pictures, each without its mean, -1 to 1
 * @param change correlation of how they differ from their mean over time, -1 to 1: what a studio
 *     shows all the time does not count
 */
record MatchScore(SpatioTemporalTransform placement, double picture, double change) {
    double worth() {
        return picture + change;
    }

    MatchScore betterOf(MatchScore other) {
        return other.worth() > worth() ? other : this;
    }
}

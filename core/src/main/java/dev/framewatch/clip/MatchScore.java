package dev.framewatch.clip;

/**
 * The agreement of a stored clip with a query clip under a transform.
 *
 * @param placement the transform
 * @param picture correlation of the images, each with its mean removed, -1 to 1
 * @param change correlation of the deviations from the temporal mean, -1 to 1; constant content
 *     such as a studio does not count
 */
record MatchScore(SpatioTemporalTransform placement, double picture, double change) {
    double worth() {
        return picture + change;
    }

    MatchScore betterOf(MatchScore other) {
        return other.worth() > worth() ? other : this;
    }
}

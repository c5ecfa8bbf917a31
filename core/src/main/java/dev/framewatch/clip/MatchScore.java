package dev.framewatch.clip;

/**
 * The agreement of a stored clip with a query clip under a transform.
 *
 * @param transform the transform
 * @param imageCorrelation correlation of the images, each with its mean removed, -1 to 1
 * @param changeCorrelation correlation of the deviations from the temporal mean, -1 to 1; constant
 *     content such as a studio does not count
 */
record MatchScore(
        SpatioTemporalTransform transform, double imageCorrelation, double changeCorrelation) {
    double total() {
        return imageCorrelation + changeCorrelation;
    }

    MatchScore betterOf(MatchScore other) {
        return other.total() > total() ? other : this;
    }
}

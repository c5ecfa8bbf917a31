package dev.framewatch.vision.artwork;

/**
 * A guess at where the artwork is.
 *
 * @param warp artwork to raster
 * @param points how many different points of the frame bear it out
 */
record Pose(Warp warp, int points) {}

/**
 * Linear classifiers for feature vectors, grouped validation splits, and score calibration.
 *
 * <p>Input: vectors and labels. Output: linear heads, folds that keep the frames of a video
 * together, and calibrated scores.
 */
@NullMarked
package dev.framewatch.learn.fit;

import org.jspecify.annotations.NullMarked;

/**
 * In go vectors and labels; out come linear heads, folds that keep a video together, and the
 * calibration of scores.
 */
@NullMarked
package dev.framewatch.learn.fit;

import org.jspecify.annotations.NullMarked;

/**
 * In: the features of a frame. Out: a calibrated score, by the classifier that a target file holds.
 */
@NullMarked
package dev.framewatch.targets;

import org.jspecify.annotations.NullMarked;

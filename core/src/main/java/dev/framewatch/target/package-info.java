/**
 * In go the features of a frame; out comes a calibrated score, by the detector that a target file
 * holds.
 */
@NullMarked
package dev.framewatch.target;

import org.jspecify.annotations.NullMarked;

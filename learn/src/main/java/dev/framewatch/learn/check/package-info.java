/**
 * Data set validation.
 *
 * <p>Input: labelled images. Output: user-facing findings on label and data quality problems that
 * would mislead training, with advice on how to fix them.
 */
@NullMarked
package dev.framewatch.learn.check;

import org.jspecify.annotations.NullMarked;

/**
 * Labelled data sets.
 *
 * <p>Input: a real-world labels CSV. Output: labelled images, grouped by source video.
 */
@NullMarked
package dev.framewatch.learn.dataset;

import org.jspecify.annotations.NullMarked;

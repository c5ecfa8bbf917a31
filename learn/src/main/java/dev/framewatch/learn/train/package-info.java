/**
 * In: features, labels and groups of images. Out: the trained head of a target, with its
 * cross-validated evaluation.
 */
@NullMarked
package dev.framewatch.learn.train;

import org.jspecify.annotations.NullMarked;

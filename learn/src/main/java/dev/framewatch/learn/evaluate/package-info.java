/**
 * In: scores and labels. Out: metrics with confidence intervals, curves and likely label errors.
 */
@NullMarked
package dev.framewatch.learn.evaluate;

import org.jspecify.annotations.NullMarked;

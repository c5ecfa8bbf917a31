/**
 * Benchmarks of large numbers. {@link dev.framewatch.bench.many.ManyPicturesBench}: the tutorial's
 * labelled frames -> tens of thousands of similar images, and the time and memory for training on
 * them. {@link dev.framewatch.bench.many.CleanUpBench}: 100,000 posts -> the time to delete some.
 */
@NullMarked
package dev.framewatch.bench.many;

import org.jspecify.annotations.NullMarked;

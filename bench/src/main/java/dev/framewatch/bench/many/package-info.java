/**
 * Benchmark of training on many images. In: the tutorial's labelled frames. Out: tens of thousands
 * of similar images, and the time and memory for training on them.
 */
@NullMarked
package dev.framewatch.bench.many;

import org.jspecify.annotations.NullMarked;

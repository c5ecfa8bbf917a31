/**
 * Benchmarks of symbols. In: a folder of real frames and a seed. Out: frames with a drawn symbol or
 * only look-alikes, and how well each feature variant separates them.
 */
@NullMarked
package dev.framewatch.bench.symbols;

import org.jspecify.annotations.NullMarked;

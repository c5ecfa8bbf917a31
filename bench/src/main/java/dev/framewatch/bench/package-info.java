/**
 * Benchmarks of whole processes. In: a built distribution. Out: times and memory as ratios within
 * one run.
 */
@NullMarked
package dev.framewatch.bench;

import org.jspecify.annotations.NullMarked;

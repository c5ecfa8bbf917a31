/** In goes a built distribution; out come whole-process comparisons as ratios of one run. */
@NullMarked
package dev.framewatch.bench;

import org.jspecify.annotations.NullMarked;

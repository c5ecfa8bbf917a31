/**
 * Benchmark of clip fingerprints. In: real frames and videos. Out: recall of edited copies, false
 * merges and search times.
 */
@NullMarked
package dev.framewatch.bench.clips;

import org.jspecify.annotations.NullMarked;

/**
 * The tutorial's frames, as benchmarks use them.
 *
 * <p>In: a folder of frames. Out: the frames of each source video.
 */
@NullMarked
package dev.framewatch.bench.frames;

import org.jspecify.annotations.NullMarked;

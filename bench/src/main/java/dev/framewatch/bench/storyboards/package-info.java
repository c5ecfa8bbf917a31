/**
 * In: the tutorial's data and a target. Out: what searching storyboards finds of what scanning the
 * videos finds, and how long it takes.
 */
@NullMarked
package dev.framewatch.bench.storyboards;

import org.jspecify.annotations.NullMarked;

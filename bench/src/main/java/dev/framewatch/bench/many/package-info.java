/**
 * In go the tutorial's labelled frames; out come tens of thousands of pictures like them, and what
 * it takes to learn from so many.
 */
@NullMarked
package dev.framewatch.bench.many;

import org.jspecify.annotations.NullMarked;

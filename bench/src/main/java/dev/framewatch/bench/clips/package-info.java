/**
 * In go real frames and videos; out come clips, changed copies of them, and how well the changed
 * ones are recognised.
 */
@NullMarked
package dev.framewatch.bench.clips;

import org.jspecify.annotations.NullMarked;

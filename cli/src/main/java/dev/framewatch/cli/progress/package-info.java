/**
 * Progress display. In: the steps of a long task. Out: the share done and the time left, on the
 * screen.
 */
@NullMarked
package dev.framewatch.cli.progress;

import org.jspecify.annotations.NullMarked;

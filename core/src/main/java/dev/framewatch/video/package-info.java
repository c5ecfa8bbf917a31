/**
 * In goes a file nobody has checked; out come upright frames with their presentation times, decoded
 * in a process of its own.
 */
@NullMarked
package dev.framewatch.video;

import org.jspecify.annotations.NullMarked;

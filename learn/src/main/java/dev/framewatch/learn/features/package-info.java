/**
 * In go pictures and what describes them; out come descriptions that were computed before, so that
 * another head is learned from them in seconds.
 */
@NullMarked
package dev.framewatch.learn.features;

import org.jspecify.annotations.NullMarked;

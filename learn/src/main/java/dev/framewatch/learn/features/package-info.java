/**
 * In go pictures and what describes them; out come descriptions that were computed before, so that
 * another head is learned from them in seconds, or that there is no room for in memory. Never
 * faces.
 */
@NullMarked
package dev.framewatch.learn.features;

import org.jspecify.annotations.NullMarked;

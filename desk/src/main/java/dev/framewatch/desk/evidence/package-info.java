/**
 * In: what a scan found. Out: files that a newsroom can publish on: frames with what was seen drawn
 * in, and the figures from which anyone can recompute the verdict.
 */
@NullMarked
package dev.framewatch.desk.evidence;

import org.jspecify.annotations.NullMarked;

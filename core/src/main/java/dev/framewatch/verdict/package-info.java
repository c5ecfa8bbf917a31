/**
 * In go the scores of a video's frames; out comes a verdict that says what was and was not seen.
 */
@NullMarked
package dev.framewatch.verdict;

import org.jspecify.annotations.NullMarked;

/**
 * In: the scores of a video's frames. Out: a verdict, with the part of the video that was analysed.
 */
@NullMarked
package dev.framewatch.verdict;

import org.jspecify.annotations.NullMarked;

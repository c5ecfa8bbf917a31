/**
 * In: the sampled frames of a video. Out: a storyboard, small images of them in one file, and that
 * file as frames again, so that another target can search the video when it is gone.
 */
@NullMarked
package dev.framewatch.storyboard;

import org.jspecify.annotations.NullMarked;

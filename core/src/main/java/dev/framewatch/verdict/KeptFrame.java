package dev.framewatch.verdict;

import dev.framewatch.video.Picture;

/**
 * A frame worth showing to a person.
 *
 * @param frame its score
 * @param picture its pixels
 */
public record KeptFrame(FrameScore frame, Picture picture) {}

package dev.framewatch.verdict;

import dev.framewatch.video.RgbImage;

/**
 * A frame worth showing to a person.
 *
 * @param frame its score
 * @param picture its pixels
 */
public record EvidenceFrame(FrameScore frame, RgbImage picture) {}

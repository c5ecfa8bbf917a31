package dev.framewatch.verdict;

import dev.framewatch.video.RgbImage;

/**
 * A frame kept as evidence.
 *
 * @param frame its score
 * @param image its pixels
 */
public record EvidenceFrame(FrameScore frame, RgbImage image) {}

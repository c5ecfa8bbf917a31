package dev.framewatch.verdict;

import dev.framewatch.geometry.Region;
import org.jspecify.annotations.Nullable;

/**
 * What a Detector made of one sampled frame.
 *
 * @param seconds presentation time
 * @param score 0 to 1, or not a number when no score could be given
 * @param positive true when the score reaches the threshold
 * @param place where what decided was seen, in pixels of the upright frame, if it is one place
 */
public record FrameScore(double seconds, double score, boolean positive, @Nullable Region place) {}

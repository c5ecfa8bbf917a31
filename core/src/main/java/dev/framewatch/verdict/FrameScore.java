package dev.framewatch.verdict;

import dev.framewatch.geometry.Region;
import org.jspecify.annotations.Nullable;

/**
 * The score of one sampled frame.
 *
 * @param seconds presentation time
 * @param score 0 to 1, or {@code NaN} if the frame could not be scored
 * @param positive whether the score reaches the threshold
 * @param region the region that determined the score, in pixels of the upright frame, if it is a
 *     single one
 */
public record FrameScore(double seconds, double score, boolean positive, @Nullable Region region) {}

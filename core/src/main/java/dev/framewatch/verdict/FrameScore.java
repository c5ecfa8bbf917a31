package dev.framewatch.verdict;

import dev.framewatch.geometry.Region;
import dev.framewatch.targets.FaceCheck;
import org.jspecify.annotations.Nullable;

/**
 * The score of one sampled frame.
 *
 * @param seconds presentation time
 * @param score 0 to 1, or {@code NaN} if the frame could not be scored
 * @param positive whether the score reaches the threshold
 * @param region the region that determined the score, in pixels of the upright frame, if it is a
 *     single one
 * @param check what the confirming network says about the face in this region; null if it was not
 *     asked
 * @param unclear whether the face is not seen well enough to tell, whatever the threshold
 */
public record FrameScore(
        double seconds,
        double score,
        boolean positive,
        @Nullable Region region,
        @Nullable FaceCheck check,
        boolean unclear) {
    /** Creates the score of a frame about which no confirming network was asked. */
    public FrameScore(double seconds, double score, boolean positive, @Nullable Region region) {
        this(seconds, score, positive, region, null, false);
    }

    /** Returns this frame as a positive one if the target may be in it. */
    FrameScore ifPossible() {
        return unclear ? new FrameScore(seconds, score, true, region, check, true) : this;
    }

    /** Returns whether this is a positive frame with a confirmed face. */
    public boolean isConfirmed() {
        return positive && check != null && check.isConfirmed();
    }
}

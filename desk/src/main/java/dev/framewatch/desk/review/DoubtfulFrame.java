package dev.framewatch.desk.review;

import org.jspecify.annotations.Nullable;

/**
 * A frame from whose review the target learns most.
 *
 * @param seconds presentation time
 * @param score 0 to 1; null if it could not be scored
 * @param reason why it is doubtful
 */
public record DoubtfulFrame(double seconds, @Nullable Double score, Reason reason) {
    /** Why a frame is doubtful. */
    public enum Reason {
        /** A face that may be the target's is not seen well enough. */
        UNCLEAR("cannot_tell"),
        /** The score is close to the threshold. */
        NEAR_THRESHOLD("near_threshold");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** Returns the name in JSON. */
        public String word() {
            return word;
        }
    }
}

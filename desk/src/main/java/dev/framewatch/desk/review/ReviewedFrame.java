package dev.framewatch.desk.review;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A frame of a reviewed sighting, as a training label.
 *
 * @param name file name; it begins with the id of the sighting and a hyphen
 * @param picture the frame
 * @param positive whether it shows the target
 * @param clusterId near-duplicate cluster of the sighting's video
 * @param basis what the label rests on
 * @param reviewer name of the person who answered
 * @param reviewedAt time of the answer
 */
public record ReviewedFrame(
        String name,
        Path picture,
        boolean positive,
        String clusterId,
        Basis basis,
        String reviewer,
        Instant reviewedAt) {

    /** What a label rests on. */
    public enum Basis {
        /** The reviewer saw the frame, or named it. */
        SEEN("seen by reviewer %s at %s"),

        /** The reviewer said that the clip does not show the target, so no frame of it does. */
        CLIP_REJECTED("clip rejected by reviewer %s at %s, frame not looked at"),

        /** The reviewer said that the clip shows the target; this frame may not. */
        CLIP_CONFIRMED("clip confirmed by reviewer %s at %s, frame not looked at");

        private final String text;

        Basis(String text) {
            this.text = text;
        }

        /** Returns whether a label with this basis is true if the reviewer is right. */
        public boolean isSound() {
            return this != CLIP_CONFIRMED;
        }
    }

    /** Returns what the label rests on, for people. */
    public String basisText() {
        return basis.text.formatted(reviewer, reviewedAt);
    }
}

package dev.framewatch.desk.store;

import dev.framewatch.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/**
 * A Match on a Post, with where its evidence lies.
 *
 * @param id the same whenever it is made
 * @param target what was seen
 * @param post id of the row of the Post it was seen in
 * @param video SHA-256 of its media
 * @param clusterId the near-duplicates it belongs to
 * @param targetSha256 SHA-256 of the target file that saw it
 * @param score the highest of a frame, 0 to 1
 * @param positiveFraction positive frames over sampled frames
 * @param seenAt when it was judged
 * @param state what a person made of it
 * @param evidence a folder, relative to the home folder
 */
public record Sighting(
        String id,
        String target,
        String post,
        String video,
        String clusterId,
        String targetSha256,
        double score,
        double positiveFraction,
        Instant seenAt,
        State state,
        String evidence) {
    private static final int ID_DIGITS = 12;

    /** What became of a Sighting. */
    public enum State {
        /** Nobody has looked at it. */
        NEW,
        /** A person says that it shows the Target. */
        CONFIRMED,
        /** A person says that it does not. */
        REJECTED,
        /** Confirmed once; the case is closed, and its media may go. */
        CLOSED,
        /** Nobody looked at it in time, and its media are gone. */
        EXPIRED;

        /** As columns and JSON write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The state of a word. */
        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** The id of what a Target and a Post make. */
    public static String id(String target, String post) {
        return Sha256.of((target + "\n" + post).getBytes(StandardCharsets.UTF_8))
                .substring(0, ID_DIGITS);
    }
}

package dev.framewatch.desk.store;

import dev.framewatch.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/**
 * A match on a post, or what may be one, with the location of its evidence.
 *
 * @param id deterministic id, see {@link #id}
 * @param target name of the detected target
 * @param post id of the post's row
 * @param video SHA-256 of the post's media
 * @param clusterId near-duplicate cluster of the video
 * @param targetSha256 SHA-256 of the target file
 * @param score maximum score of a frame, 0 to 1
 * @param positiveFraction positive frames divided by sampled frames, 0 to 1
 * @param seenAt time at which the post was judged
 * @param state review state
 * @param verdict {@code match}, or {@code undecided} if nothing confirmed the match
 * @param evidence folder of the evidence, relative to the home folder; empty once deleted
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
        String verdict,
        String evidence) {
    private static final int ID_DIGITS = 12;

    /** Returns whether nothing confirmed the match. */
    public boolean isUndecided() {
        return verdict.equals("undecided");
    }

    /** Review state of a sighting. */
    public enum State {
        /** Not reviewed yet. */
        NEW,
        /** Confirmed as a true match. */
        CONFIRMED,
        /** Rejected as a false match. */
        REJECTED,
        /** Confirmed, and the case is closed; its media may be deleted. */
        CLOSED,
        /** Not reviewed in time; its media are deleted. */
        EXPIRED;

        /** Returns the stored and JSON form. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the state with the given text. */
        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Returns the id of a target's sighting in a post: the first {@value #ID_DIGITS} hexadecimal
     * digits of a SHA-256.
     */
    public static String id(String target, String post) {
        return Sha256.of((target + "\n" + post).getBytes(StandardCharsets.UTF_8))
                .substring(0, ID_DIGITS);
    }
}

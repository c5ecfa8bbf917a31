package dev.framewatch.desk.store;

import java.util.Locale;

/**
 * Why a post has no verdict yet, or never will.
 *
 * @param reason one sentence for display, without secrets
 */
public record PostFailure(Kind kind, String reason) {
    /** Kinds of failures. Names are stored, so they are added but never renamed. */
    public enum Kind {
        /** The network or the server failed. */
        TRANSIENT,
        /** The platform withholds the media: blocked, rate-limited, a login, or an empty page. */
        UNAVAILABLE,
        /** This machine is the cause: a full disk, a missing program. */
        LOCAL,
        /** The platform says that the post was deleted. */
        GONE,
        /** No video or image was found on the page. */
        NO_MEDIA,
        /** The media will never be fetched: too large, refused, or not a video. */
        PERMANENT,
        /** Scanning the media died. */
        SCAN;

        /** Returns the stored and JSON form. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the kind with the given text. */
        static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}

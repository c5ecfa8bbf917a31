package dev.framewatch.desk.source;

import dev.framewatch.error.InvalidFieldException;
import java.util.Locale;

/** What a Source is. */
public enum SourceKind {
    /** A folder that videos are dropped into. */
    FOLDER,
    /** A text file of page and media addresses. */
    LIST,
    /** Whatever yt-dlp can list. */
    YTDLP,
    /** A program of the user's own, described in a YAML file. */
    COMMAND,
    /** RSS, Atom or JSON Feed. */
    FEED,
    /** TikTok's Research API, described in a YAML file. */
    TIKTOK_RESEARCH;

    /** Returns the word for it, such as {@code tiktok-research}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether its place is a file or folder of this machine rather than an address. */
    public boolean isPath() {
        return switch (this) {
            case FOLDER, LIST, COMMAND, TIKTOK_RESEARCH -> true;
            case YTDLP, FEED -> false;
        };
    }

    /**
     * Returns the kind of that word.
     *
     * @throws InvalidFieldException when there is none
     */
    public static SourceKind of(String word) {
        for (SourceKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new InvalidFieldException(
                "kind",
                "'"
                        + word
                        + "' is no kind of source; there are folder, list, ytdlp, command, feed and"
                        + " tiktok-research");
    }
}

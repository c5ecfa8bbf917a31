package dev.framewatch.desk.source;

import dev.framewatch.error.InvalidFieldException;
import java.util.Locale;

/** Types of sources. */
public enum SourceKind {
    /** A folder that videos are dropped into. */
    FOLDER,
    /** A text file with URLs of pages and media. */
    LIST,
    /** Anything that yt-dlp can list. */
    YTDLP,
    /** A program of the user, described in a YAML file. */
    COMMAND,
    /** RSS, Atom or JSON Feed. */
    FEED,
    /** TikTok's Research API, described in a YAML file. */
    TIKTOK_RESEARCH;

    /** Returns its name on the command line, such as {@code tiktok-research}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether its location is a local file or folder rather than a URL. */
    public boolean isPath() {
        return switch (this) {
            case FOLDER, LIST, COMMAND, TIKTOK_RESEARCH -> true;
            case YTDLP, FEED -> false;
        };
    }

    /**
     * Returns the type with that name.
     *
     * @throws InvalidFieldException if there is none
     */
    public static SourceKind of(String word) {
        for (SourceKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new InvalidFieldException(
                "kind",
                "unknown source type '"
                        + word
                        + "' (choose from folder, list, ytdlp, command, feed, tiktok-research)");
    }
}

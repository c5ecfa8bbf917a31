package dev.framewatch.error;

import java.util.Locale;

/** Kinds of failure, for programs. Codes are added, never renamed. */
public enum ErrorCode {
    NOT_FOUND,
    CONFLICT,
    INVALID_FIELD,
    REFUSED,
    UNAVAILABLE;

    /** Returns the code as it appears in JSON, such as {@code not_found}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

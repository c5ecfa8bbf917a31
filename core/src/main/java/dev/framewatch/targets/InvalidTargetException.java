package dev.framewatch.targets;

import dev.framewatch.error.RefusedException;

/**
 * A target file that cannot be trusted; the message names the file, the field and what is wrong.
 */
public final class InvalidTargetException extends RefusedException {
    public InvalidTargetException(String file, String field, String problem) {
        super("%s: %s: %s".formatted(file, field, problem));
    }

    public InvalidTargetException(String file, String field, String problem, Throwable cause) {
        super("%s: %s: %s".formatted(file, field, problem), cause);
    }
}

package dev.framewatch.targets;

import dev.framewatch.error.RefusedException;

/** Thrown if a target file is invalid; the message names the file, the field and the problem. */
public final class InvalidTargetException extends RefusedException {
    public InvalidTargetException(String file, String field, String problem) {
        super("%s: %s: %s".formatted(file, field, problem));
    }

    public InvalidTargetException(String file, String field, String problem, Throwable cause) {
        super("%s: %s: %s".formatted(file, field, problem), cause);
    }
}

package dev.framewatch.targets;

/**
 * A target file that cannot be trusted; the message names the file, the field and what is wrong.
 */
public final class InvalidTargetException extends RuntimeException {
    public InvalidTargetException(String file, String field, String problem) {
        super("%s: %s: %s".formatted(file, field, problem));
    }

    public InvalidTargetException(String file, String field, String problem, Throwable cause) {
        super("%s: %s: %s".formatted(file, field, problem), cause);
    }
}

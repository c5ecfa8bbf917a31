package dev.framewatch.target;

/**
 * A target file that cannot be trusted; the message names the file, the field and what is wrong.
 */
public final class TargetRefused extends RuntimeException {
    public TargetRefused(String file, String field, String problem) {
        super("%s: %s: %s".formatted(file, field, problem));
    }

    public TargetRefused(String file, String field, String problem, Throwable cause) {
        super("%s: %s: %s".formatted(file, field, problem), cause);
    }
}

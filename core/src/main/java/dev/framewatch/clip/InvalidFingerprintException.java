package dev.framewatch.clip;

/** Thrown when a stored fingerprint is damaged; the message says what is wrong with it. */
public final class InvalidFingerprintException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidFingerprintException(String problem) {
        super("invalid fingerprint: %s; scan the video again".formatted(problem));
    }
}

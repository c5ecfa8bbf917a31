package dev.framewatch.clip;

/** A stored fingerprint that cannot be trusted; the message says what is wrong with it. */
public final class FingerprintRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    FingerprintRefused(String problem) {
        super("the fingerprint cannot be used: %s; scan the video again".formatted(problem));
    }
}

package dev.framewatch.web.access;

/** Thrown if a request is refused before anything is done, with its HTTP status. */
public final class RequestRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RequestRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }
}

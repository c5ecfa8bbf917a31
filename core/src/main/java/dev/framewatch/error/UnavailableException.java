package dev.framewatch.error;

/** Thrown if a required resource is unavailable at present; a retry may succeed. */
public non-sealed class UnavailableException extends ServiceException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        super(ErrorCode.UNAVAILABLE, message);
    }

    public UnavailableException(String message, Throwable cause) {
        super(ErrorCode.UNAVAILABLE, message, cause);
    }
}

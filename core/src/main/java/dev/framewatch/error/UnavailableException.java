package dev.framewatch.error;

/** Thrown when something that is needed cannot be reached now; trying again may help. */
public non-sealed class UnavailableException extends ServiceException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        super(ErrorCode.UNAVAILABLE, message);
    }

    public UnavailableException(String message, Throwable cause) {
        super(ErrorCode.UNAVAILABLE, message, cause);
    }
}

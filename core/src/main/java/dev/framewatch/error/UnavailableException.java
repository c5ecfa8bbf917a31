package dev.framewatch.error;

/** Thrown when something that is needed cannot be reached now; trying again may help. */
public final class UnavailableException extends ServiceException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        super(ErrorCode.UNAVAILABLE, message);
    }
}

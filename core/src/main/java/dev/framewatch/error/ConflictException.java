package dev.framewatch.error;

/** Thrown when the request contradicts the present state, such as a name that is taken. */
public final class ConflictException extends ServiceException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(ErrorCode.CONFLICT, message);
    }
}

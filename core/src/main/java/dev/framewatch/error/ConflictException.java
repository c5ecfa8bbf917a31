package dev.framewatch.error;

/** Thrown if a request conflicts with the current state, such as a name that is already in use. */
public final class ConflictException extends ServiceException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(ErrorCode.CONFLICT, message);
    }
}

package dev.framewatch.error;

/** Thrown if no object has the given name or ID. */
public final class NotFoundException extends ServiceException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(ErrorCode.NOT_FOUND, message);
    }
}

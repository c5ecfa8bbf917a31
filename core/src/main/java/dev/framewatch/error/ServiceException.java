package dev.framewatch.error;

/**
 * Thrown by services that cannot fulfil a request. The code is stable and meant for programs; the
 * message is user-facing, names no command-line option, and may change.
 */
public abstract sealed class ServiceException extends RuntimeException
        permits NotFoundException,
                ConflictException,
                InvalidFieldException,
                RefusedException,
                UnavailableException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    ServiceException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    ServiceException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Returns the stable code of this kind of failure. */
    public final ErrorCode code() {
        return code;
    }
}

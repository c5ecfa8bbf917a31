package dev.framewatch.error;

/** Thrown if input is understood but not accepted, such as a file that fails its checks. */
public non-sealed class RefusedException extends ServiceException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(ErrorCode.REFUSED, message);
    }

    public RefusedException(String message, Throwable cause) {
        super(ErrorCode.REFUSED, message, cause);
    }
}

package dev.framewatch.error;

/** Thrown when a field of a request has a value that cannot be used. */
public final class InvalidFieldException extends ServiceException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the name of the field, as the request record names it
     * @param message what is wrong with its value and what would be accepted
     */
    public InvalidFieldException(String field, String message) {
        super(ErrorCode.INVALID_FIELD, message);
        this.field = field;
    }

    /** Returns the name of the field. */
    public String field() {
        return field;
    }
}

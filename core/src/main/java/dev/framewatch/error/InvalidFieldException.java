package dev.framewatch.error;

/** Thrown if a field of a request has an invalid value. */
public final class InvalidFieldException extends ServiceException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field name of the field in the request record
     * @param message description of the problem and of the accepted values
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

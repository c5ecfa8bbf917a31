package dev.framewatch.desk.store;

import dev.framewatch.error.InvalidFieldException;

/**
 * Sort key of the last row of a page. Clients must treat its text as opaque.
 *
 * @param position value of the sort column: an instant in epoch milliseconds, a sequence number, or
 *     the bits of a score
 * @param id tie-breaker for rows with the same position; empty if positions are unique
 */
public record Cursor(long position, String id) {
    private static final String PATTERN = "-?[0-9]{1,19}(\\.[0-9A-Za-z_-]{1,64})?";

    /** Returns the cursor of a list whose positions are unique. */
    public static Cursor at(long position) {
        return new Cursor(position, "");
    }

    /** Returns the text that {@link #parse} reads. */
    public String text() {
        return id.isEmpty() ? Long.toString(position) : position + "." + id;
    }

    /**
     * Parses the text of a cursor.
     *
     * @throws InvalidFieldException if the text is not a cursor
     */
    public static Cursor parse(String text) {
        try {
            if (text.matches(PATTERN)) {
                int dot = text.indexOf('.');
                return dot < 0
                        ? at(Long.parseLong(text))
                        : new Cursor(
                                Long.parseLong(text.substring(0, dot)), text.substring(dot + 1));
            }
        } catch (NumberFormatException e) {
            // exceeds the range of long: invalid too
        }
        throw new InvalidFieldException(
                "after",
                "invalid cursor '%s'; use the one returned with the previous page".formatted(text));
    }
}

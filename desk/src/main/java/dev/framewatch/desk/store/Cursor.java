package dev.framewatch.desk.store;

import dev.framewatch.error.InvalidFieldException;

/**
 * The sort key of the last row of a page. Programs treat its text as opaque.
 *
 * @param position the value that the list is ordered by: a moment in milliseconds, a sequence
 *     number, or the bits of a score
 * @param id tells rows of the same position apart; empty where positions are unique
 */
public record Cursor(long position, String id) {
    private static final String PATTERN = "-?[0-9]{1,19}(\\.[0-9A-Za-z_-]{1,64})?";

    /** Returns the cursor of a list whose positions are unique. */
    public static Cursor at(long position) {
        return new Cursor(position, "");
    }

    /** Returns the cursor as text that {@link #parse} reads. */
    public String text() {
        return id.isEmpty() ? Long.toString(position) : position + "." + id;
    }

    /**
     * Returns the cursor that a text stands for.
     *
     * @throws InvalidFieldException when it stands for none
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
            // more than a long holds: no cursor either
        }
        throw new InvalidFieldException(
                "after",
                "'%s' is no cursor; use the one that came with the page before".formatted(text));
    }
}

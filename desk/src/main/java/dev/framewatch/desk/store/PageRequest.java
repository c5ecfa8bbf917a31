package dev.framewatch.desk.store;

import dev.framewatch.error.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted. Pages go on after the last row of the page before (key set), so
 * that rows which are added meanwhile move nothing: no row is skipped or repeated.
 *
 * @param limit rows on the page, 1 to {@value #MAX_LIMIT}
 * @param after where the page before ended, its {@link Page#next()}; null for the first page
 */
public record PageRequest(int limit, @Nullable Cursor after) {
    /** The most rows on one page. */
    public static final int MAX_LIMIT = 1_000;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidFieldException(
                    "limit", "limit: 1 to %d, not %d".formatted(MAX_LIMIT, limit));
        }
    }

    /** Returns a request for the first page. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, null);
    }

    /**
     * Returns a request for the page at a cursor.
     *
     * @param cursor the {@link Page#next()} of the page before; null for the first page
     * @throws InvalidFieldException when it is no cursor
     */
    public static PageRequest after(@Nullable String cursor, int limit) {
        return new PageRequest(limit, cursor == null ? null : Cursor.parse(cursor));
    }

    /** Returns the limit of the query: one row more than fits tells whether a page follows. */
    public int limitPlusOne() {
        return limit + 1;
    }

    /** Returns where a list in descending order goes on, or one before its first row. */
    public Cursor start() {
        return after == null ? new Cursor(Long.MAX_VALUE, "") : after;
    }
}

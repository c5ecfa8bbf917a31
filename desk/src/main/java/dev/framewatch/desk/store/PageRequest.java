package dev.framewatch.desk.store;

import dev.framewatch.error.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/**
 * Request for one page of a list. Paging is keyset-based, so rows added in the meantime cause no
 * row to be skipped or repeated.
 *
 * @param limit page size, 1 to {@value #MAX_LIMIT}
 * @param after cursor of the page, {@link Page#next()} of the previous one; null for the first page
 */
public record PageRequest(int limit, @Nullable Cursor after) {
    /** Maximum page size. */
    public static final int MAX_LIMIT = 1_000;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidFieldException(
                    "limit", "limit: must be between 1 and %d, not %d".formatted(MAX_LIMIT, limit));
        }
    }

    /** Returns a request for the first page. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, null);
    }

    /**
     * Returns a request for the page at a cursor.
     *
     * @param cursor {@link Page#next()} of the previous page; null for the first page
     * @throws InvalidFieldException if the text is not a cursor
     */
    public static PageRequest after(@Nullable String cursor, int limit) {
        return new PageRequest(limit, cursor == null ? null : Cursor.parse(cursor));
    }

    /** Returns the limit of the query: the extra row shows whether another page follows. */
    public int limitPlusOne() {
        return limit + 1;
    }

    /**
     * Returns the position to continue from in a descending list; before its first row if unset.
     */
    public Cursor start() {
        return after == null ? new Cursor(Long.MAX_VALUE, "") : after;
    }
}

package dev.framewatch.desk.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param <T> type of an item
 * @param items in the order of the list
 * @param total rows on all pages together, when this one was read
 * @param next cursor of the page that follows, for {@link PageRequest}; null on the last page
 */
public record Page<T>(List<T> items, long total, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
        if (total < items.size()) {
            throw new IllegalArgumentException(
                    "total: %d rows in all cannot hold the page's %d"
                            .formatted(total, items.size()));
        }
    }

    /**
     * Returns a page from the rows of a query that asked for one row more than fits.
     *
     * @param <T> type of an item
     * @param request which page was asked for
     * @param rows at most {@link PageRequest#limitPlusOne()}
     * @param total rows on all pages together
     * @param cursor returns where the list goes on after an item
     */
    public static <T> Page<T> of(
            PageRequest request, List<T> rows, long total, Function<T, Cursor> cursor) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, total, null);
        }
        List<T> items = rows.subList(0, request.limit());
        return new Page<>(items, total, cursor.apply(items.getLast()).text());
    }
}

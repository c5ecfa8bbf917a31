package dev.framewatch.desk.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param <T> type of an item
 * @param items items in the order of the list
 * @param total number of rows on all pages when this page was read
 * @param next cursor of the next page, for {@link PageRequest}; null on the last page
 */
public record Page<T>(List<T> items, long total, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
        if (total < items.size()) {
            throw new IllegalArgumentException(
                    "total: must not be less than the %2$d items of the page, but is %1$d"
                            .formatted(total, items.size()));
        }
    }

    /**
     * Builds a page from the rows of a query with a limit of one more than the page size.
     *
     * @param <T> type of an item
     * @param request request that the page answers
     * @param rows at most {@link PageRequest#limitPlusOne()} rows
     * @param total number of rows on all pages
     * @param cursor returns the cursor that continues after an item
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

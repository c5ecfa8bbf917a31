package dev.framewatch.desk.source.tiktok;

import dev.framewatch.json.StrictJson;
import java.time.DateTimeException;
import java.time.LocalDate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Progress of a search. The days are queried in windows, from the newest to the oldest; after the
 * oldest, the next search begins.
 *
 * @param oldest first day of the current search
 * @param from first day of the current window
 * @param to last day of the window; before {@code oldest} if the search is complete
 * @param newest last day of the search
 * @param offset the API's cursor within the window
 * @param searchId the API's search id within the window, or empty
 * @param day day in UTC that {@code usedRequests} refers to
 * @param usedRequests number of requests on that day
 */
record ResearchCursor(
        LocalDate oldest,
        LocalDate from,
        LocalDate to,
        LocalDate newest,
        long offset,
        String searchId,
        LocalDate day,
        int usedRequests) {
    /** Maximum span of a query in days. */
    static final int WINDOW_DAYS = 30;

    /**
     * Overlap of consecutive searches in days: videos appear in the API up to two days late, plus
     * one day for time zones.
     */
    private static final int OVERLAP_DAYS = 3;

    static ResearchCursor first(LocalDate today, int days) {
        return start(today.minusDays(days - 1L), today, today, 0);
    }

    private static ResearchCursor start(
            LocalDate oldest, LocalDate newest, LocalDate day, int usedRequests) {
        LocalDate from = newest.minusDays(WINDOW_DAYS - 1L);
        return new ResearchCursor(
                oldest,
                from.isBefore(oldest) ? oldest : from,
                newest,
                newest,
                0,
                "",
                day,
                usedRequests);
    }

    static ResearchCursor parse(String text, LocalDate today, int days) {
        if (text.isEmpty()) {
            return first(today, days);
        }
        try {
            JsonNode json = StrictJson.MAPPER.readTree(text);
            return new ResearchCursor(
                    date(json, "oldest"),
                    date(json, "from"),
                    date(json, "to"),
                    date(json, "newest"),
                    json.path("offset").asLong(0),
                    json.path("search").asString(""),
                    date(json, "day"),
                    json.path("used").asInt(0));
        } catch (JacksonException | DateTimeException e) {
            return first(today, days);
        }
    }

    private static LocalDate date(JsonNode json, String field) {
        return LocalDate.parse(json.path(field).asString(""));
    }

    /**
     * Returns the cursor for a day: the rest of the current search, or the start of the next one,
     * which overlaps the last by a few days.
     */
    ResearchCursor forDay(LocalDate today, int days) {
        ResearchCursor counted = day.equals(today) ? this : withUsed(today, 0);
        if (!isDone()) {
            return counted;
        }
        LocalDate late = newest.minusDays(OVERLAP_DAYS - 1L);
        LocalDate earliest = today.minusDays(days - 1L);
        return start(late.isBefore(earliest) ? earliest : late, today, today, counted.usedRequests);
    }

    boolean isDone() {
        return to.isBefore(oldest);
    }

    private ResearchCursor withUsed(LocalDate today, int requests) {
        return new ResearchCursor(oldest, from, to, newest, offset, searchId, today, requests);
    }

    /** Returns this cursor with at least that many requests counted. */
    ResearchCursor atLeastUsed(int requests) {
        return withUsed(day, Math.max(usedRequests, requests));
    }

    /** Returns the cursor of the next page in the same window. */
    ResearchCursor next(long cursor, String search) {
        return new ResearchCursor(oldest, from, to, newest, cursor, search, day, usedRequests);
    }

    /** Returns the cursor of the preceding window. */
    ResearchCursor earlier() {
        LocalDate last = from.minusDays(1);
        LocalDate start = last.minusDays(WINDOW_DAYS - 1L);
        return new ResearchCursor(
                oldest,
                start.isBefore(oldest) ? oldest : start,
                last,
                newest,
                0,
                "",
                day,
                usedRequests);
    }

    String serialize() {
        return StrictJson.MAPPER
                .createObjectNode()
                .put("oldest", oldest.toString())
                .put("from", from.toString())
                .put("to", to.toString())
                .put("newest", newest.toString())
                .put("offset", offset)
                .put("search", searchId)
                .put("day", day.toString())
                .put("used", usedRequests)
                .toString();
    }
}

package dev.framewatch.desk.source.tiktok;

import dev.framewatch.json.StrictJson;
import java.time.DateTimeException;
import java.time.LocalDate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * How far a search has come. The days from the newest back to the oldest are asked for in windows;
 * when the oldest is done, the next search begins.
 *
 * @param oldest the first day of the search that is going on
 * @param from the first day of the window that is asked for
 * @param to its last day; before {@code oldest} when the search is done
 * @param newest the last day of the search
 * @param offset the API's cursor within the window
 * @param searchId the API's name of the search within the window, or empty
 * @param day that {@code used} counts for, in UTC
 * @param usedRequests requests of that day
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
    /** Longest span that the API answers for. */
    static final int WINDOW_DAYS = 30;

    /** Videos appear in the API up to two days late; one more for where the day begins. */
    private static final int OVERLAP_DAYS = 3;

    static ResearchCursor first(LocalDate today, int days) {
        return start(today.minusDays(days - 1L), today, today, 0);
    }

    private static ResearchCursor start(
            LocalDate oldest, LocalDate newest, LocalDate day, int used) {
        LocalDate from = newest.minusDays(WINDOW_DAYS - 1L);
        return new ResearchCursor(
                oldest, from.isBefore(oldest) ? oldest : from, newest, newest, 0, "", day, used);
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
     * What is to be asked for now: what is left of the search, or the next one, which begins a few
     * days before the end of the last.
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

    /** With so many requests of its day; never fewer than were known. */
    ResearchCursor atLeastUsed(int requests) {
        return withUsed(day, Math.max(usedRequests, requests));
    }

    /** Further on in the same window. */
    ResearchCursor next(long cursor, String search) {
        return new ResearchCursor(oldest, from, to, newest, cursor, search, day, usedRequests);
    }

    /** The window before this one. */
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

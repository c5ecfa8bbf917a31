package dev.framewatch.desk.service;

import dev.framewatch.desk.export.SightingFilter;
import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.error.InvalidFieldException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selects sightings by named texts, as in the query of a web address. */
public final class SightingSelection {
    /** The names. */
    public static final List<String> NAMES =
            List.of("target", "source", "state", "since", "min_score", "family", "words");

    private static final int MAX_LENGTH = 200;

    private SightingSelection() {}

    /**
     * Returns the filter that selects what satisfies all texts.
     *
     * @param values texts by name; names other than {@link #NAMES} are ignored
     * @throws InvalidFieldException if a text is malformed
     */
    public static SightingFilter of(Map<String, String> values) {
        for (String name : NAMES) {
            if (values.getOrDefault(name, "").length() > MAX_LENGTH) {
                throw new InvalidFieldException(
                        name, "%s: at most %d characters".formatted(name, MAX_LENGTH));
            }
        }
        return new SightingFilter(
                List.of(),
                values.get("target"),
                state(values.get("state")),
                since(values.get("since")),
                null,
                new SightingFilter.More(
                        values.get("source"),
                        values.get("family"),
                        score(values.get("min_score")),
                        values.get("words")));
    }

    private static @Nullable State state(@Nullable String text) {
        try {
            return text == null ? null : State.of(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(
                    "state",
                    "state: must be new, confirmed, rejected, closed or expired, not '%s'"
                            .formatted(text));
        }
    }

    private static @Nullable Instant since(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidFieldException(
                    "since",
                    "since: must be a date such as 2026-03-01, or a time such as"
                            + " 2026-03-01T12:00:00Z, not '%s'".formatted(text));
        }
    }

    private static @Nullable Double score(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("[01](\\.\\d{1,6})?|\\.\\d{1,6}")) {
            throw new InvalidFieldException(
                    "min_score",
                    "min_score: must be 0 to 1, such as 0.8, not '%s'".formatted(text));
        }
        return Double.valueOf(text);
    }
}

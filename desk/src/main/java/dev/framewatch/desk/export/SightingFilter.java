package dev.framewatch.desk.export;

import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.error.InvalidFieldException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selects sightings that satisfy all given criteria.
 *
 * @param ids IDs or unique prefixes; empty for all
 * @param target name of the target, or null
 * @param state review state, or null
 * @param since earliest time of the verdict (inclusive), or null
 * @param limit maximum number, latest first; null for all
 */
public record SightingFilter(
        List<String> ids,
        @Nullable String target,
        @Nullable State state,
        @Nullable Instant since,
        @Nullable Integer limit) {
    /** Selects all sightings. */
    public static final SightingFilter ALL = new SightingFilter(List.of(), null, null, null, null);

    public SightingFilter {
        ids = List.copyOf(ids);
        if (limit != null && limit < 1) {
            throw new InvalidFieldException("limit", "must be at least 1, not " + limit);
        }
    }

    /** Returns a filter that selects the given IDs. */
    public static SightingFilter of(List<String> ids) {
        return new SightingFilter(ids, null, null, null, null);
    }
}

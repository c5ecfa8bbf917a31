package dev.framewatch.desk.export;

import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.error.InvalidFieldException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which Sightings are wanted; all that is given must hold.
 *
 * @param ids their ids, or beginnings of them that no other begins with; empty for all
 * @param target what was seen
 * @param state what a person made of it
 * @param since judged then or later
 * @param limit the latest so many; null for all
 */
public record SightingFilter(
        List<String> ids,
        @Nullable String target,
        @Nullable State state,
        @Nullable Instant since,
        @Nullable Integer limit) {
    /** Every Sighting there is. */
    public static final SightingFilter ALL = new SightingFilter(List.of(), null, null, null, null);

    public SightingFilter {
        ids = List.copyOf(ids);
        if (limit != null && limit < 1) {
            throw new InvalidFieldException("limit", "at least 1, not " + limit);
        }
    }

    /** Those of these ids. */
    public static SightingFilter of(List<String> ids) {
        return new SightingFilter(ids, null, null, null, null);
    }
}

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
 * @param more criteria of the post and the match
 */
public record SightingFilter(
        List<String> ids,
        @Nullable String target,
        @Nullable State state,
        @Nullable Instant since,
        @Nullable Integer limit,
        More more) {
    /** Selects all sightings. */
    public static final SightingFilter ALL = new SightingFilter(List.of(), null, null, null, null);

    /**
     * Criteria of the post and the match.
     *
     * @param source name of the source that delivered the post, or null
     * @param family clip family, or null
     * @param minScore lowest score, 0 to 1, or null
     * @param words text that the caption contains, or null
     */
    public record More(
            @Nullable String source,
            @Nullable String family,
            @Nullable Double minScore,
            @Nullable String words) {
        /** Selects everything. */
        public static final More ALL = new More(null, null, null, null);

        public More {
            if (minScore != null && !(minScore >= 0 && minScore <= 1)) {
                throw new InvalidFieldException(
                        "minScore", "the lowest score must be 0 to 1, not " + minScore);
            }
        }
    }

    /** Selects by the criteria of the sighting alone. */
    public SightingFilter(
            List<String> ids,
            @Nullable String target,
            @Nullable State state,
            @Nullable Instant since,
            @Nullable Integer limit) {
        this(ids, target, state, since, limit, More.ALL);
    }

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

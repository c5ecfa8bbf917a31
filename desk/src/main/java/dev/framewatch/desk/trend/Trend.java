package dev.framewatch.desk.trend;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rate of Sightings that left its own baseline.
 *
 * @param target whose
 * @param source where
 * @param startedAt when it was noticed
 * @param endedAt null while it lasts
 * @param comparison the figures that justified it
 */
public record Trend(
        String target,
        String source,
        Instant startedAt,
        @Nullable Instant endedAt,
        RateComparison comparison) {}

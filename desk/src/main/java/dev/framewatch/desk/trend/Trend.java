package dev.framewatch.desk.trend;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A significant rise of a target's sighting rate over its baseline.
 *
 * @param target name of the target
 * @param source name of the source
 * @param startedAt time of the detection
 * @param endedAt time at which it ended; null while it lasts
 * @param comparison statistics at the time of the detection
 */
public record Trend(
        String target,
        String source,
        Instant startedAt,
        @Nullable Instant endedAt,
        RateComparison comparison) {}

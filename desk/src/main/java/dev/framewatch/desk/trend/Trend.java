package dev.framewatch.desk.trend;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rate of Sightings that left its own baseline.
 *
 * @param target whose
 * @param source where
 * @param began when it was noticed
 * @param ended null while it lasts
 * @param comparison the figures that justified it
 */
public record Trend(
        String target,
        String source,
        Instant began,
        @Nullable Instant ended,
        RateComparison comparison) {}

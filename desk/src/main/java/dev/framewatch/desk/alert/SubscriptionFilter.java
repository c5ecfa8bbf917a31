package dev.framewatch.desk.alert;

import dev.framewatch.error.InvalidFieldException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events a channel receives, and when.
 *
 * @param targets names of the targets whose sightings and trends are sent; empty for all
 * @param minScore minimum score of a sighting, 0 to 1
 * @param quiet quiet hours; null for none
 * @param digest digest schedule; null to send each message separately
 * @param zone time zone of quiet hours, digest, and the times in messages
 */
public record SubscriptionFilter(
        List<String> targets,
        double minScore,
        @Nullable QuietHours quiet,
        @Nullable Digest digest,
        ZoneId zone) {
    public SubscriptionFilter {
        targets = List.copyOf(targets);
        if (!(minScore >= 0 && minScore <= 1)) {
            throw new InvalidFieldException(
                    "minScore",
                    "the minimum score must be between 0 and 1, not %s".formatted(minScore));
        }
    }

    /** Returns a filter that accepts every event and sends it immediately. */
    public static SubscriptionFilter all(ZoneId zone) {
        return new SubscriptionFilter(List.of(), 0, null, null, zone);
    }

    /**
     * Returns whether an event is accepted. Outages always are: while one lasts, the absence of
     * alerts is not conclusive.
     */
    boolean accepts(AlertEvent event) {
        return switch (event) {
            case AlertEvent.Sighting sighting ->
                    acceptsTarget(sighting.target()) && sighting.score() >= minScore;
            case AlertEvent.Trend trend -> acceptsTarget(trend.target());
            case AlertEvent.Outage _, AlertEvent.Recovery _, AlertEvent.Test _ -> true;
        };
    }

    private boolean acceptsTarget(String target) {
        return targets.isEmpty() || targets.contains(target);
    }

    boolean isQuietAt(Instant now) {
        return quiet != null && quiet.end(now, zone).isPresent();
    }
}

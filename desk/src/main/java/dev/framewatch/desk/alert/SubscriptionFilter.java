package dev.framewatch.desk.alert;

import dev.framewatch.error.InvalidFieldException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a channel wants to hear, and when.
 *
 * @param targets whose sightings and trends; empty for all
 * @param minScore the least score of a sighting, 0 to 1
 * @param quiet when messages wait; null for never
 * @param digest how messages are gathered; null to send each on its own
 * @param zone where those hours are read
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
                    "the least score %s does not lie between 0 and 1".formatted(minScore));
        }
    }

    /** Everything, at once. */
    public static SubscriptionFilter all(ZoneId zone) {
        return new SubscriptionFilter(List.of(), 0, null, null, zone);
    }

    /** Outages are for everybody: as long as one lasts, silence means nothing. */
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

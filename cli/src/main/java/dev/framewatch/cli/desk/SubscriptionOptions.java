package dev.framewatch.cli.desk;

import dev.framewatch.desk.alert.Digest;
import dev.framewatch.desk.alert.QuietHours;
import dev.framewatch.desk.alert.SubscriptionFilter;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a channel wants to hear, and when. */
final class SubscriptionOptions {
    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "Only sightings and trends of this Target; repeat it for more.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--min-score",
            paramLabel = "SCORE",
            defaultValue = "0",
            description = "Only sightings with at least this score (default: ${DEFAULT-VALUE}).")
    private double minScore;

    @Option(
            names = "--quiet",
            paramLabel = "HOURS",
            description = "Let messages wait in these hours of each day, as 22:00-07:00.")
    private @Nullable String quiet;

    @Option(
            names = "--digest",
            paramLabel = "WHEN",
            description = "One message for all that came up: 1h, 30m or daily@08:00.")
    private @Nullable String digest;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Whose hours those are, as Europe/Berlin (default: this machine's).")
    private @Nullable String zone;

    SubscriptionFilter wishes() {
        return new SubscriptionFilter(
                targets,
                minScore,
                quiet == null ? null : QuietHours.parse(quiet),
                digest == null ? null : Digest.parse(digest),
                zone == null ? ZoneId.systemDefault() : zone(zone));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--zone: '%s' is no time zone; write it as Europe/Berlin".formatted(name), e);
        }
    }
}

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

/** Options that select the alerts of a channel and their delivery times. */
final class SubscriptionOptions {
    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "Only sightings and trends of this target (repeatable).")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--min-score",
            paramLabel = "SCORE",
            defaultValue = "0",
            description = "Minimum score of sightings (default: ${DEFAULT-VALUE}).")
    private double minScore;

    @Option(
            names = "--quiet",
            paramLabel = "HOURS",
            description = "Quiet hours: hold messages during this time, e.g. 22:00-07:00.")
    private @Nullable String quiet;

    @Option(
            names = "--digest",
            paramLabel = "WHEN",
            description = "Send a digest instead of single messages: 1h, 30m or daily@08:00.")
    private @Nullable String digest;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Time zone, e.g. Europe/Berlin (default: the system's).")
    private @Nullable String zone;

    SubscriptionFilter filter() {
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
                    "--zone: unknown time zone '%s'; expected e.g. Europe/Berlin".formatted(name),
                    e);
        }
    }
}

package dev.framewatch.cli.desk;

import dev.framewatch.desk.export.SightingFilter;
import dev.framewatch.desk.store.Sighting.State;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that select sightings. */
final class SightingFilterOptions {
    @Option(names = "--target", paramLabel = "NAME", description = "Only sightings of this target.")
    private @Nullable String target;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only sightings in this state: ${COMPLETION-CANDIDATES}.")
    private @Nullable State state;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "Only sightings since: 7d, 24h, 2026-03-01 or 2026-03-01T12:00:00Z.")
    private @Nullable String since;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Maximum number of sightings, latest first (default: all).")
    private @Nullable Integer limit;

    SightingFilter filter(List<String> ids, Clock clock) {
        return new SightingFilter(
                ids, target, state, since == null ? null : Since.parse(since, clock), limit);
    }
}

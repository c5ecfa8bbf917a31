package dev.framewatch.cli.desk;

import dev.framewatch.desk.export.SightingFilter;
import dev.framewatch.desk.store.Sighting.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Sightings a command is about. */
final class SightingFilterOptions {
    @Option(names = "--target", paramLabel = "NAME", description = "Only those of this Target.")
    private @Nullable String target;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those that are: ${COMPLETION-CANDIDATES}.")
    private @Nullable State state;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "Only those since: 7d, 24h, 2026-03-01 or 2026-03-01T12:00:00Z.")
    private @Nullable String since;

    @Option(names = "--limit", paramLabel = "N", description = "The latest N (default: all).")
    private @Nullable Integer limit;

    SightingFilter selection(List<String> ids, Instant now) {
        return new SightingFilter(
                ids, target, state, since == null ? null : Since.parse(since, now), limit);
    }
}

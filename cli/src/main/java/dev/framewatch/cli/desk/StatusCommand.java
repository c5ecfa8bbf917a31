package dev.framewatch.cli.desk;

import dev.framewatch.desk.health.Canary;
import dev.framewatch.desk.health.CanaryRepository;
import dev.framewatch.desk.health.PipelineStats;
import dev.framewatch.desk.health.SourceHealth;
import dev.framewatch.desk.health.SourceHealthRepository;
import dev.framewatch.desk.store.Database;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framewatch status}: whether the watch can be trusted right now, on one screen. */
@Command(
        name = "status",
        description = "Says whether the watch can be trusted right now, and if not, why.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:it can", "1:it cannot; the reasons are said", "2:an error"},
        footerHeading = "%nExamples:%n",
        footer = {"  framewatch status", "  framewatch status --json"})
public final class StatusCommand implements Callable<Integer> {
    private final DeskContext desk;
    private final Concerns concerns;

    @Option(names = "--json", description = "One object on standard output.")
    private boolean json;

    /** What else may be wrong: alerts that do not go out, Targets that expired. */
    @FunctionalInterface
    public interface Concerns {
        List<String> of(Database database, Instant now);
    }

    public StatusCommand(DeskContext desk, Concerns concerns) {
        this.desk = desk;
        this.concerns = concerns;
    }

    /** The shape of {@code status --json}. */
    record Report(
            boolean healthy,
            List<OneSource> sources,
            int queue,
            PipelineStats work,
            List<OneCanary> canaries,
            List<String> concerns) {}

    /** How a Source does. */
    record OneSource(
            String name,
            @Nullable String lastSuccess,
            int items24h,
            @Nullable Double usualItems,
            int failures24h,
            String state,
            @Nullable String reason) {
        static OneSource of(SourceHealth health) {
            return new OneSource(
                    health.name(),
                    health.lastSuccess() == null ? null : health.lastSuccess().toString(),
                    health.items24h(),
                    health.usualItems(),
                    health.failures24h(),
                    health.state().word(),
                    health.reason());
        }
    }

    /** How a canary does. */
    record OneCanary(String name, boolean well, @Nullable String reason) {
        static OneCanary of(Canary canary, Instant now) {
            String trouble = canary.trouble(now);
            return new OneCanary(canary.name(), trouble == null, trouble);
        }
    }

    @Override
    public Integer call() throws IOException {
        Instant now = desk.clock().instant();
        try (Database database = Database.open(desk.home().get())) {
            List<SourceHealth> sources =
                    database.read(handle -> new SourceHealthRepository(handle).all(now));
            List<OneCanary> canaries =
                    database.read(handle -> new CanaryRepository(handle).all()).stream()
                            .map(canary -> OneCanary.of(canary, now))
                            .toList();
            PipelineStats work = database.read(handle -> PipelineStats.now(handle, now));
            List<String> others = new ArrayList<>(concerns.of(database, now));
            if (sources.isEmpty()) {
                others.add("there is no source yet: framewatch sources add --help");
            }
            boolean healthy =
                    others.isEmpty()
                            && sources.stream().allMatch(SourceHealth::isHealthy)
                            && canaries.stream().allMatch(OneCanary::well);
            Report report =
                    new Report(
                            healthy,
                            sources.stream().map(OneSource::of).toList(),
                            work.toFetch() + work.toJudge(),
                            work,
                            canaries,
                            others);
            if (json) {
                desk.json(report);
            } else {
                print(report, sources, now);
            }
            return healthy ? 0 : 1;
        }
    }

    private void print(Report report, List<SourceHealth> sources, Instant now) {
        desk.out()
                .println(
                        report.healthy
                                ? "All is well: what the sources show is seen."
                                : "The watch cannot be trusted right now; see below.");
        for (SourceHealth source : sources) {
            desk.out()
                    .printf(
                            Locale.ROOT,
                            "  %-8s %-20s %d new in a day%s, last answer %s%n",
                            source.state().word(),
                            source.name(),
                            source.items24h(),
                            source.usualItems() == null
                                    ? ""
                                    : " (usually %.0f)".formatted(source.usualItems()),
                            ago(source.lastSuccess(), now));
            if (source.reason() != null) {
                desk.out().println("           " + source.reason());
            }
        }
        for (OneCanary canary : report.canaries) {
            desk.out().printf("  %-8s %s%n", canary.well ? "ok" : "FAILS", canary.name);
            if (canary.reason != null) {
                desk.out().println("           " + canary.reason);
            }
        }
        report.concerns.forEach(concern -> desk.out().println("  ! " + concern));
        desk.out()
                .printf(
                        Locale.ROOT,
                        "Of the last day: %d posts looked at, %d of them only in part or not at"
                                + " all; %d lost. Waiting: %d. Media: %.1f GB.%n",
                        report.work.judged24h(),
                        report.work.unclear24h(),
                        report.work.lost24h(),
                        report.queue,
                        report.work.bytes() / 1e9);
    }

    private static String ago(@Nullable Instant moment, Instant now) {
        if (moment == null) {
            return "never";
        }
        long minutes = Duration.between(moment, now).toMinutes();
        return minutes < 120 ? minutes + " min ago" : minutes / 60 + " hours ago";
    }
}

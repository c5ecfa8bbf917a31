package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Advice;
import dev.framewatch.desk.api.StatusDto;
import dev.framewatch.desk.api.StatusDto.CanaryStatus;
import dev.framewatch.desk.api.StatusDto.SourceStatus;
import dev.framewatch.desk.service.DeskServices;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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

    @Option(names = "--json", description = "One object on standard output.")
    private boolean json;

    public StatusCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        StatusDto status;
        try (DeskServices services = desk.open()) {
            status = services.status().status();
        }
        if (json) {
            desk.json(status);
        } else {
            print(status);
        }
        return status.healthy() ? 0 : 1;
    }

    private void print(StatusDto status) {
        desk.out()
                .println(
                        status.healthy()
                                ? "All is well: what the sources show is seen."
                                : "The watch cannot be trusted right now; see below.");
        status.sources().forEach(this::print);
        for (CanaryStatus canary : status.canaries()) {
            desk.out().printf("  %-8s %s%n", canary.well() ? "ok" : "FAILS", canary.name());
            printReason(canary.reason());
        }
        status.concerns()
                .forEach(
                        concern -> desk.out().println("  ! " + Advice.onPrivateAddresses(concern)));
        if (!status.concerns().isEmpty()) {
            desk.out().println("    See framewatch sources, framewatch targets, framewatch alerts");
        }
        desk.out()
                .printf(
                        Locale.ROOT,
                        "Of the last day: %d posts looked at, %d of them only in part or not at"
                                + " all; %d lost. Waiting: %d. Media: %.1f GB.%n",
                        status.work().judged24h(),
                        status.work().unclear24h(),
                        status.work().lost24h(),
                        status.queue(),
                        status.work().bytes() / 1e9);
    }

    private void print(SourceStatus source) {
        desk.out()
                .printf(
                        Locale.ROOT,
                        "  %-8s %-20s %d new in a day%s, last answer %s%n",
                        source.state(),
                        source.name(),
                        source.items24h(),
                        source.usualItems() == null
                                ? ""
                                : " (usually %.0f)".formatted(source.usualItems()),
                        ago(source.lastSuccess(), desk.clock().instant()));
        printReason(source.reason());
    }

    private void printReason(@Nullable String reason) {
        if (reason != null) {
            desk.out().println("           " + Advice.onPrivateAddresses(reason));
        }
    }

    private static String ago(@Nullable Instant moment, Instant now) {
        if (moment == null) {
            return "never";
        }
        long minutes = Duration.between(moment, now).toMinutes();
        return minutes < 120 ? minutes + " min ago" : minutes / 60 + " hours ago";
    }
}

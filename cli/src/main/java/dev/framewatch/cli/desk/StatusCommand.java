package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Advice;
import dev.framewatch.cli.console.Plural;
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

/** {@code framewatch status}: reports the health of the watch on one screen. */
@Command(
        name = "status",
        description = "Health check: shows whether monitoring is up to date, and if not, why.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:healthy", "1:unhealthy; the reasons are printed", "2:error"},
        footerHeading = "%nExamples:%n",
        footer = {"  framewatch status", "  framewatch status --json"})
public final class StatusCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Option(names = "--json", description = "Print a JSON object.")
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
                                ? "OK: monitoring is up to date."
                                : "NOT OK: monitoring is incomplete; see below.");
        status.sources().forEach(this::print);
        for (CanaryStatus canary : status.canaries()) {
            desk.out()
                    .printf(
                            "  %-8s %s%n",
                            CanariesCommand.word(canary.reason(), canary.lastPassedAt()),
                            canary.name());
            printReason(canary.reason());
        }
        status.concerns()
                .forEach(
                        concern -> desk.out().println("  ! " + Advice.onPrivateAddresses(concern)));
        if (!status.concerns().isEmpty()) {
            desk.out()
                    .println(
                            "    See framewatch sources, framewatch targets, framewatch alerts,"
                                    + " framewatch posts lost");
        }
        desk.out()
                .printf(
                        Locale.ROOT,
                        "Last 24 h: %s analysed, incomplete %d, failed %d. Queued %d."
                                + " Media: %.1f GB.%s%n",
                        Plural.of(status.work().judged24h(), "post"),
                        status.work().unclear24h(),
                        status.work().lost24h(),
                        status.queue(),
                        status.work().bytes() / 1e9,
                        storyboards(status.work().storyboardBytes()));
    }

    private static String storyboards(long bytes) {
        return bytes == 0 ? "" : String.format(Locale.ROOT, " Storyboards: %.1f GB.", bytes / 1e9);
    }

    private void print(SourceStatus source) {
        desk.out()
                .printf(
                        Locale.ROOT,
                        "  %-8s %-20s %d new in 24 h%s, last poll %s%n",
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

    private static String ago(@Nullable Instant time, Instant now) {
        if (time == null) {
            return "never";
        }
        long minutes = Duration.between(time, now).toMinutes();
        if (minutes < 0) {
            return "dated in the future";
        }
        return minutes < 120 ? minutes + " min ago" : minutes / 60 + " hours ago";
    }
}

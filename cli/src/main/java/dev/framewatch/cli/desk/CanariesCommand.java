package dev.framewatch.cli.desk;

import dev.framewatch.desk.api.CanaryDto;
import dev.framewatch.desk.service.CanaryService.CanaryRequest;
import dev.framewatch.desk.service.DeskServices;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch canaries}: manages the positive controls of the watch. */
@Command(
        name = "canaries",
        description =
                "Manage canaries (positive controls) that reveal a failing watch: a post"
                        + " that a source must return at least once a day, or a video in which a"
                        + " target must be detected.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch canaries",
            "  framewatch canaries add post someone 7301234567890",
            "  framewatch canaries add video trump known.mp4",
            "  framewatch canaries remove post someone 7301234567890"
        })
public final class CanariesCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Option(names = "--json", description = "Print JSON Lines: one object per canary.")
    private boolean json;

    public CanariesCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        return list(false);
    }

    @Command(
            name = "list",
            description = "List canaries with their state.",
            mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--json", description = "Print JSON Lines: one object per canary.")
                    boolean asJson)
            throws IOException {
        List<CanaryDto> canaries;
        try (DeskServices services = desk.open()) {
            canaries = services.canaries().list();
        }
        for (CanaryDto canary : canaries) {
            if (json || asJson) {
                desk.json(canary);
            } else {
                desk.out().println(line(canary));
            }
        }
        if (canaries.isEmpty()) {
            desk.note("No canaries. To add one: framewatch canaries add --help");
        }
        return canaries.isEmpty() ? 1 : 0;
    }

    private static String line(CanaryDto canary) {
        return "%-6s canary %s %s of %s%s"
                .formatted(
                        word(canary.reason(), canary.lastPassedAt()),
                        canary.kind(),
                        canary.value(),
                        canary.subject(),
                        canary.reason() == null ? "" : ": " + canary.reason());
    }

    /** Returns the state in a word; one that was never checked is not "ok". */
    static String word(@Nullable String reason, @Nullable Instant lastPassedAt) {
        if (reason != null) {
            return "FAILS";
        }
        return lastPassedAt == null ? "new" : "ok";
    }

    @Command(name = "add", description = "Add a canary.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "KIND", description = "Type of canary: post or video.")
                    String kind,
            @Parameters(
                            paramLabel = "SUBJECT",
                            description = "Source (for post) or target (for video).")
                    String subject,
            @Parameters(paramLabel = "VALUE", description = "Post ID or video file.") String value)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.canaries().add(new CanaryRequest(kind, subject, value));
        }
        desk.note("Added canary. To see its state: framewatch status");
        return 0;
    }

    @Command(name = "remove", description = "Remove a canary.", mixinStandardHelpOptions = true)
    int remove(
            @Parameters(paramLabel = "KIND", description = "Type of canary: post or video.")
                    String kind,
            @Parameters(
                            paramLabel = "SUBJECT",
                            description = "Source (for post) or target (for video).")
                    String subject,
            @Parameters(paramLabel = "VALUE", description = "Post ID or video file.") String value)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.canaries().remove(new CanaryRequest(kind, subject, value));
        }
        desk.note("Removed canary");
        return 0;
    }
}

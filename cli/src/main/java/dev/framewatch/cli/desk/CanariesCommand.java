package dev.framewatch.cli.desk;

import dev.framewatch.desk.api.CanaryDto;
import dev.framewatch.desk.service.CanaryService.CanaryRequest;
import dev.framewatch.desk.service.DeskServices;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch canaries}: what must always be found. */
@Command(
        name = "canaries",
        description =
                "Things that must always be found, so that you hear of it when the watch goes"
                        + " blind: a post that a Source must bring once a day, a video in which a"
                        + " Target must be seen.",
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

    @Option(names = "--json", description = "One object a line on standard output.")
    private boolean json;

    public CanariesCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        List<CanaryDto> canaries;
        try (DeskServices services = desk.open()) {
            canaries = services.canaries().list();
        }
        for (CanaryDto canary : canaries) {
            if (json) {
                desk.json(canary);
            } else {
                desk.out().println(line(canary));
            }
        }
        return canaries.isEmpty() ? 1 : 0;
    }

    private static String line(CanaryDto canary) {
        return "%-6s canary %s %s of %s%s"
                .formatted(
                        canary.reason() == null ? "ok" : "FAILS",
                        canary.kind(),
                        canary.value(),
                        canary.subject(),
                        canary.reason() == null ? "" : ": " + canary.reason());
    }

    @Command(name = "add", description = "Sets one out.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "KIND", description = "post or video.") String kind,
            @Parameters(paramLabel = "SUBJECT", description = "The Source, or the Target.")
                    String subject,
            @Parameters(paramLabel = "VALUE", description = "The post's id, or the video.")
                    String value)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.canaries().add(new CanaryRequest(kind, subject, value));
        }
        desk.note("Set out. `framewatch status` says how it does");
        return 0;
    }

    @Command(name = "remove", description = "Takes one back.", mixinStandardHelpOptions = true)
    int remove(
            @Parameters(paramLabel = "KIND", description = "post or video.") String kind,
            @Parameters(paramLabel = "SUBJECT", description = "The Source, or the Target.")
                    String subject,
            @Parameters(paramLabel = "VALUE", description = "The post's id, or the video.")
                    String value)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.canaries().remove(new CanaryRequest(kind, subject, value));
        }
        desk.note("Taken back");
        return 0;
    }
}

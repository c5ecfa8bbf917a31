package dev.framewatch.cli;

import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.desk.api.ReleaseDto;
import dev.framewatch.desk.service.ReleaseService;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.text.PrintableLine;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code framewatch update}: says which releases are newer; installs nothing. */
@Command(
        name = "update",
        description =
                "Say which releases are newer than this one. Only the feed of releases is read, at"
                        + " the address in $$FRAMEWATCH_RELEASES_URL; nothing is installed.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:nothing is newer", "1:there is a newer release", "2:error"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch update --check",
            "  FRAMEWATCH_RELEASES_URL=https://example.org/r.atom framewatch update --check"
        })
final class UpdateCommand implements Callable<Integer> {
    /** The environment variable with the address of the feed. */
    private static final String VARIABLE = "FRAMEWATCH_RELEASES_URL";

    private final Framewatch framewatch;
    private final String version;

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--check", description = "Say what is new.")
    private boolean check;

    @Option(names = "--json", description = "Print JSON Lines.")
    private boolean json;

    /**
     * @param version the version in use
     */
    UpdateCommand(Framewatch framewatch, String version) {
        this.framewatch = framewatch;
        this.version = version;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!check) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "Framewatch does not change itself: install the package or archive of a newer"
                            + " release. Whether there is one: framewatch update --check");
        }
        String feed = framewatch.environment().getOrDefault(VARIABLE, "").strip();
        if (feed.isEmpty()) {
            throw new InvalidFieldException(
                    "releases",
                    "set "
                            + VARIABLE
                            + " to the address of the feed (RSS or Atom) in which releases of"
                            + " Framewatch are announced; this is version "
                            + version);
        }
        List<ReleaseDto> newer =
                new ReleaseService(framewatch.home(), framewatch.environment(), Clock.systemUTC())
                        .newerThan(version, feed);
        for (ReleaseDto release : newer) {
            framewatch.console().out().println(json ? Json.line(release) : row(release));
        }
        if (newer.isEmpty()) {
            framewatch.console().note("Nothing is newer than this version, " + version + ".");
        }
        return newer.isEmpty() ? 0 : 1;
    }

    private static String row(ReleaseDto release) {
        String date =
                release.publishedAt() == null
                        ? ""
                        : " of " + release.publishedAt().atZone(ZoneOffset.UTC).toLocalDate();
        return PrintableLine.of("Framewatch " + release.version() + date + "  " + release.page());
    }
}

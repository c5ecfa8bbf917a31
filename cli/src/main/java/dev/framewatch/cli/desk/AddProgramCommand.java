package dev.framewatch.cli.desk;

import dev.framewatch.desk.alert.ChannelConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code framewatch alerts add NAME command}: adds a local program. */
@Command(
        name = "command",
        description =
                "A local program, run without a shell. It receives the event as JSON on"
                        + " standard input and in FRAMEWATCH_* environment variables; a nonzero"
                        + " exit status means failure.",
        customSynopsis = "framewatch alerts add NAME command [OPTIONS] CMD...",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch alerts add popup command notify-send Framewatch",
            "  framewatch alerts add sms command --limit 60 --target trump \\",
            "      /usr/local/bin/sms -v",
            "",
            "Options must precede the program; everything after it is passed to the program.",
            "Variables: FRAMEWATCH_EVENT (sighting, trend, outage, recovery, test, digest),",
            "_ID, _TITLE, _COUNT, _TARGET, _SOURCE, _SCORE, _SIGHTING, _PAGE, _FRAME (a",
            "JPEG)."
        })
final class AddProgramCommand implements Callable<Integer> {
    @ParentCommand private @Nullable AddAlertCommand parent;

    @Mixin private SubscriptionOptions subscription = new SubscriptionOptions();

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Timeout in seconds (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Parameters(paramLabel = "CMD", arity = "1..*", description = "Program and its arguments.")
    private List<String> command = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Objects.requireNonNull(parent)
                .add(
                        new ChannelConfig.Command(command, Duration.ofSeconds(timeoutSeconds)),
                        subscription.filter());
        return 0;
    }
}

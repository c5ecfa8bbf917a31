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

/** {@code framewatch alerts add NAME command}: a program on this machine. */
@Command(
        name = "command",
        description =
                "A program on this machine, started without a shell. It reads the event as JSON on"
                        + " its standard input and finds it in FRAMEWATCH_... variables; an exit"
                        + " status other than 0 is a failure.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch alerts add light command /usr/local/bin/light red",
            "  framewatch alerts add sms command --limit 60 --target trump /usr/local/bin/sms -v",
            "",
            "Options of alerts stand before the program; what follows it is the program's.",
            "Variables: FRAMEWATCH_EVENT (sighting, trend, outage, recovery, test, digest),",
            "_ID, _TITLE, _COUNT, _TARGET, _SOURCE, _SCORE, _SIGHTING, _PAGE, _FRAME (a JPEG)."
        })
final class AddProgramCommand implements Callable<Integer> {
    @ParentCommand private @Nullable AddAlertCommand parent;

    @Mixin private SubscriptionOptions wishes = new SubscriptionOptions();

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "It is ended when it takes longer (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Parameters(
            paramLabel = "CMD",
            arity = "1..*",
            description = "The program, and what it is given.")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Objects.requireNonNull(parent)
                .add(new ChannelConfig.Command(words, Duration.ofSeconds(limit)), wishes.wishes());
        return 0;
    }
}

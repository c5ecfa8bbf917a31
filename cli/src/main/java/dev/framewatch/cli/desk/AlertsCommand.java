package dev.framewatch.cli.desk;

import dev.framewatch.desk.api.ChannelDto;
import dev.framewatch.desk.service.DeskServices;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch alerts}: where alerts go. */
@Command(
        name = "alerts",
        description = "Sets up where alerts go, tries it, and shows what waits or was given up.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch alerts                                           how each channel is"
                    + " doing",
            "  framewatch alerts add desk email desk@example.org --smtp mail.example.org --user"
                    + " desk",
            "  framewatch alerts add archive webhook https://archive.example.org/leads",
            "  framewatch alerts add chat webhook https://chat.example.org/hooks/KEY --shape"
                    + " mattermost",
            "  framewatch alerts add feed atom /srv/www/leads.xml",
            "  framewatch alerts add light command /usr/local/bin/light red",
            "  framewatch alerts test desk                                 send a marked test now",
            "  framewatch alerts retry desk                                try again what was given"
                    + " up",
            "",
            "Exit status: 0 all is well, 2 something went wrong."
        })
public final class AlertsCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Option(names = "--json", description = "One object a line on standard output.")
    private boolean json;

    private AlertsCommand(DeskContext desk) {
        this.desk = desk;
    }

    /** The command with all its subcommands. */
    public static CommandLine with(DeskContext desk) {
        CommandLine add =
                new CommandLine(new AddAlertCommand(desk))
                        .addSubcommand(new AddWebhookCommand())
                        .addSubcommand(new AddEmailCommand())
                        .addSubcommand(new AddAtomCommand())
                        .addSubcommand(
                                new CommandLine(new AddProgramCommand()).setStopAtPositional(true));
        return new CommandLine(new AlertsCommand(desk)).addSubcommand(add);
    }

    @Override
    public Integer call() throws IOException {
        return list(false);
    }

    @Command(
            name = "list",
            description = "Shows how each channel is doing.",
            mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--json", description = "One object a line on standard output.")
                    boolean asJson)
            throws IOException {
        List<ChannelDto> channels;
        try (DeskServices services = desk.open()) {
            channels = services.alerts().list();
        }
        for (ChannelDto channel : channels) {
            if (json || asJson) {
                desk.json(channel);
            } else {
                desk.out().print(ChannelText.of(channel));
            }
        }
        if (channels.isEmpty()) {
            desk.note("Alerts go nowhere yet. Set up a channel with: framewatch alerts add");
        }
        return 0;
    }

    @Command(
            name = "test",
            description =
                    "Sends a marked test now, whatever the channel's hours, and says what"
                            + " happened.",
            mixinStandardHelpOptions = true)
    int test(@Parameters(paramLabel = "NAME", description = "The channel.") String name)
            throws IOException, InterruptedException {
        try (DeskServices services = desk.open()) {
            desk.out().println("%s: sent; %s".formatted(name, services.alerts().test(name)));
        }
        return 0;
    }

    @Command(
            name = "retry",
            description = "Has messages that were given up sent again, by the watch.",
            mixinStandardHelpOptions = true)
    int retry(@Parameters(paramLabel = "NAME", description = "The channel.") String name)
            throws IOException {
        try (DeskServices services = desk.open()) {
            int again = services.alerts().retry(name);
            desk.note("%s: %d that were given up wait again".formatted(name, again));
        }
        return 0;
    }

    @Command(
            name = "pause",
            description = "Lets messages wait until resume.",
            mixinStandardHelpOptions = true)
    int pause(@Parameters(paramLabel = "NAME", description = "The channel.") String name)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.alerts().pause(name);
            desk.note("Paused %s; what comes up waits".formatted(name));
        }
        return 0;
    }

    @Command(
            name = "resume",
            description = "Sends what waits, also to a channel whose other side was gone.",
            mixinStandardHelpOptions = true)
    int resume(@Parameters(paramLabel = "NAME", description = "The channel.") String name)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.alerts().resume(name);
            desk.note("Resumed " + name);
        }
        return 0;
    }

    @Command(
            name = "remove",
            description = "Forgets a channel, its key, and what waits for it.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = "The channel.") String name)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.alerts().remove(name, desk.actor());
        }
        desk.note("Removed " + name);
        return 0;
    }
}

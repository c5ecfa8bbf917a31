package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.desk.alert.send.WebhookSigningKey;
import dev.framewatch.desk.api.ChannelDto;
import dev.framewatch.desk.secret.SecretLocation;
import dev.framewatch.desk.service.DeskServices;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch alerts}: manages alert channels. */
@Command(
        name = "alerts",
        description =
                "Manage alert channels: add, test, pause, rename, remove; show pending and"
                        + " failed messages.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch alerts                             status of each channel",
            "  framewatch alerts add desk email desk@example.org \\",
            "      --smtp mail.example.org --user desk",
            "  framewatch alerts add archive webhook https://archive.example.org/leads",
            "  framewatch alerts add chat webhook https://chat.example.org/hooks/KEY \\",
            "      --format mattermost",
            "  framewatch alerts add feed atom /srv/www/leads.xml",
            "  framewatch alerts add popup command notify-send Framewatch",
            "  framewatch alerts test desk                   send a test message now",
            "  framewatch alerts retry desk                  requeue failed messages",
            "  framewatch alerts rename desk night           its messages follow",
            "",
            "Exit status: 0 success, 2 error."
        })
public final class AlertsCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Option(names = "--json", description = "Print JSON Lines: one object per channel.")
    private boolean json;

    private AlertsCommand(DeskContext desk) {
        this.desk = desk;
    }

    /** Returns the command with all its subcommands. */
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
            description = "Show the status of each channel.",
            mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--json", description = "Print JSON Lines: one object per channel.")
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
                desk.out().print(ChannelText.of(channel, desk.times()));
            }
        }
        if (channels.isEmpty()) {
            desk.note("No alert channels. To add one: framewatch alerts add --help");
        }
        return 0;
    }

    @Command(
            name = "show",
            description = "Show the status of a channel.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "NAME", description = "Channel name.") String name,
            @Option(names = "--json", description = "Print one JSON object.") boolean asJson)
            throws IOException {
        ChannelDto channel;
        try (DeskServices services = desk.open()) {
            channel = services.alerts().get(name);
        }
        if (json || asJson) {
            desk.json(channel);
        } else {
            desk.out().print(ChannelText.of(channel, desk.times()));
        }
        return 0;
    }

    @Command(
            name = "test",
            description = "Send a test message now, ignoring quiet hours, and report the result.",
            mixinStandardHelpOptions = true)
    int test(@Parameters(paramLabel = "NAME", description = "Channel name.") String name)
            throws IOException, InterruptedException {
        try (DeskServices services = desk.open()) {
            desk.out().println("%s: sent (%s)".formatted(name, services.alerts().test(name)));
        }
        return 0;
    }

    @Command(
            name = "retry",
            description = "Queue failed messages for another attempt.",
            mixinStandardHelpOptions = true)
    int retry(@Parameters(paramLabel = "NAME", description = "Channel name.") String name)
            throws IOException {
        try (DeskServices services = desk.open()) {
            int again = services.alerts().retry(name);
            desk.note("%s: %s queued again".formatted(name, Plural.of(again, "failed message")));
        }
        return 0;
    }

    @Command(
            name = "pause",
            description = "Hold messages until resumed.",
            mixinStandardHelpOptions = true)
    int pause(@Parameters(paramLabel = "NAME", description = "Channel name.") String name)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.alerts().pause(name);
            desk.note("Paused %s; messages are held until it is resumed".formatted(name));
        }
        return 0;
    }

    @Command(
            name = "resume",
            description = "Resume delivery, including to channels disabled by 410 Gone.",
            mixinStandardHelpOptions = true)
    int resume(@Parameters(paramLabel = "NAME", description = "Channel name.") String name)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.alerts().resume(name);
            desk.note("Resumed " + name);
        }
        return 0;
    }

    @Command(
            name = "rotate",
            description =
                    "Give a signed webhook another key. For a while, messages are signed with both"
                            + " keys.",
            mixinStandardHelpOptions = true)
    int rotate(
            @Parameters(paramLabel = "NAME", description = "Channel name.") String name,
            @Mixin SigningKeyOptions key,
            @Option(
                            names = "--overlap",
                            paramLabel = "DURATION",
                            defaultValue = "1d",
                            converter = DurationText.class,
                            description = "How long the present key stays valid (default: 1d).")
                    Duration overlap)
            throws IOException {
        SecretLocation place = key.place();
        WebhookSigningKey given =
                place == null
                        ? null
                        : WebhookSigningKey.given(
                                place.read("the signing key", desk.environment()));
        String printed;
        try (DeskServices services = desk.open()) {
            printed = services.alerts().rotateKey(name, given, overlap, desk.actor());
        }
        desk.note(
                "%s: messages are signed with both keys for %s"
                        .formatted(name, DurationText.format(overlap)));
        if (printed != null) {
            desk.note("New signing key for the receiver (shown only once):");
            desk.out().println(printed);
        }
        return 0;
    }

    @Command(
            name = "rename",
            description =
                    "Give a channel another name. Its messages and its key follow; a running watch"
                            + " goes on. What the audit log says stays.",
            mixinStandardHelpOptions = true)
    int rename(
            @Parameters(paramLabel = "NAME", description = "Channel name.") String name,
            @Parameters(paramLabel = "NEW", description = "New name.") String other)
            throws IOException {
        try (DeskServices services = desk.open()) {
            desk.noteRename(name, services.alerts().rename(name, other, desk.actor()));
        }
        return 0;
    }

    @Command(
            name = "remove",
            description = "Delete a channel with its key and pending messages.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = "Channel name.") String name)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.alerts().remove(name, desk.actor());
        }
        desk.note("Removed " + name);
        return 0;
    }
}

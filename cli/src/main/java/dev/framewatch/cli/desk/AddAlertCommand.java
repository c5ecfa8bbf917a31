package dev.framewatch.cli.desk;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.alert.send.WebhookSigningKey;
import dev.framewatch.desk.secret.SecretLocation;
import dev.framewatch.desk.service.AlertService.AddedChannel;
import dev.framewatch.desk.service.AlertService.NewChannel;
import dev.framewatch.desk.service.DeskServices;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framewatch alerts add}: adds a channel, whose type is given by a subcommand. */
@Command(
        name = "add",
        description = "Add an alert channel.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch alerts add desk email desk@example.org \\",
            "      --smtp mail.example.org --user desk",
            "  framewatch alerts add archive webhook https://archive.example.org/leads \\",
            "      --target trump",
            "  framewatch alerts add chat webhook https://hooks.slack.com/services/KEY \\",
            "      --format slack",
            "  framewatch alerts add feed atom leads.xml --min-score 0.9",
            "  framewatch alerts add popup command notify-send",
            "",
            "For the options of each kind: framewatch alerts add NAME email --help"
        })
final class AddAlertCommand implements Runnable {
    private final DeskContext desk;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Name of the new channel.")
    private String name = "";

    AddAlertCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Missing channel type; choose webhook URL, email ADDRESS, atom FILE or"
                        + " command CMD");
    }

    /** Reads a key that the receiver has given. */
    WebhookSigningKey read(SecretLocation key) throws IOException {
        return WebhookSigningKey.given(key.read("the signing key", desk.environment()));
    }

    /** Adds the channel and prints its signing key, if any. */
    void add(ChannelConfig config, SubscriptionFilter filter) throws IOException {
        add(config, filter, null);
    }

    /**
     * Adds the channel and prints its signing key, unless the receiver has given it.
     *
     * @param key key that the receiver has given; null for none
     */
    void add(ChannelConfig config, SubscriptionFilter filter, @Nullable WebhookSigningKey key)
            throws IOException {
        AddedChannel added;
        try (DeskServices services = desk.open()) {
            added = services.alerts().add(new NewChannel(name, config, filter, key), desk.actor());
        }
        for (String target : added.unknownTargets()) {
            desk.note("note: target '%s' does not exist yet".formatted(target));
        }
        desk.note(
                "Added %s: %s. To send a test message: framewatch alerts test %s"
                        .formatted(name, added.description(), name));
        if (added.signingKey() != null) {
            desk.note("Signing key for the receiver (shown only once):");
            desk.out().println(added.signingKey());
        }
    }
}

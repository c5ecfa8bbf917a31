package dev.framewatch.cli.desk;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.ChatFormat;
import dev.framewatch.desk.secret.SecretLocation;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code framewatch alerts add NAME webhook}: adds a webhook or a chat channel. */
@Command(
        name = "webhook",
        description =
                "A webhook (HTTP POST): JSON signed according to Standard Webhooks, or a message"
                        + " of a chat service. A new signing key is printed once.",
        customSynopsis = "framewatch alerts add NAME webhook [OPTIONS] URL",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch alerts add archive webhook https://archive.example.org/leads",
            "  framewatch alerts add chat webhook https://hooks.slack.com/services/KEY \\",
            "      --format slack",
            "  framewatch alerts add bot webhook --format telegram \\",
            "      \"https://api.telegram.org/botTOKEN/sendMessage?chat_id=-100123\"",
            "  framewatch alerts add room webhook --format matrix \\",
            "      \"https://matrix.example.org/!ROOM:example.org?access_token=TOKEN\"",
            "  framewatch alerts add phone webhook https://ntfy.sh/TOPIC --format ntfy"
        })
final class AddWebhookCommand implements Callable<Integer> {
    @ParentCommand private @Nullable AddAlertCommand parent;

    @Mixin private SubscriptionOptions subscription = new SubscriptionOptions();

    @Parameters(paramLabel = "URL", description = "Webhook URL.")
    private URI url = URI.create("");

    @Option(
            names = {"--format", "--shape"},
            paramLabel = "FORMAT",
            description =
                    "Message format of a chat service: slack, mattermost, teams, discord, telegram,"
                            + " matrix or ntfy (default: signed JSON).")
    private @Nullable ChatFormat format;

    @Mixin private SigningKeyOptions signingKey = new SigningKeyOptions();

    @Option(names = "--allow-private", description = "Allow localhost and private addresses.")
    private boolean allowPrivate;

    @Override
    public Integer call() throws IOException {
        AddAlertCommand add = Objects.requireNonNull(parent);
        SecretLocation place = signingKey.place();
        add.add(
                format == null
                        ? new ChannelConfig.Webhook(url, allowPrivate)
                        : new ChannelConfig.Chat(format, url, allowPrivate),
                subscription.filter(),
                place == null ? null : add.read(place));
        return 0;
    }
}

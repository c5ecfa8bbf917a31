package dev.framewatch.cli.desk;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.ChatFormat;
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
                "A webhook (HTTP POST): JSON signed according to Standard Webhooks, or a"
                        + " Slack, Mattermost or Teams message. The signing key is printed once.",
        customSynopsis = "framewatch alerts add NAME webhook [OPTIONS] URL",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch alerts add archive webhook https://archive.example.org/leads",
            "  framewatch alerts add chat webhook"
                    + " https://hooks.slack.com/services/KEY --format slack"
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
                    "Message format of a chat service: slack, mattermost or teams (default:"
                            + " signed JSON).")
    private @Nullable ChatFormat format;

    @Option(names = "--allow-private", description = "Allow localhost and private addresses.")
    private boolean allowPrivate;

    @Override
    public Integer call() throws IOException {
        Objects.requireNonNull(parent)
                .add(
                        format == null
                                ? new ChannelConfig.Webhook(url, allowPrivate)
                                : new ChannelConfig.Chat(format, url, allowPrivate),
                        subscription.filter());
        return 0;
    }
}

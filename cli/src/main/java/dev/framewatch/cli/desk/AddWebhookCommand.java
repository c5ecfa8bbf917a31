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

/** {@code framewatch alerts add NAME webhook}: a program elsewhere, or a chat. */
@Command(
        name = "webhook",
        description =
                "A server that is told by POST: JSON, signed as Standard Webhooks has it, or what a"
                        + " chat reads. The key that verifies signatures is printed once.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch alerts add archive webhook https://archive.example.org/leads",
            "  framewatch alerts add chat webhook https://hooks.slack.com/services/KEY --shape"
                    + " slack"
        })
final class AddWebhookCommand implements Callable<Integer> {
    @ParentCommand private @Nullable AddAlertCommand parent;

    @Mixin private SubscriptionOptions wishes = new SubscriptionOptions();

    @Parameters(paramLabel = "URL", description = "Where it listens.")
    private URI address = URI.create("");

    @Option(
            names = "--shape",
            paramLabel = "CHAT",
            description = "The chat it belongs to: slack, mattermost or teams.")
    private @Nullable ChatFormat shape;

    @Option(
            names = "--allow-private",
            description = "It may lie in this machine or a private network.")
    private boolean allowPrivate;

    @Override
    public Integer call() throws IOException {
        Objects.requireNonNull(parent)
                .add(
                        shape == null
                                ? new ChannelConfig.Webhook(address, allowPrivate)
                                : new ChannelConfig.Chat(shape, address, allowPrivate),
                        wishes.wishes());
        return 0;
    }
}

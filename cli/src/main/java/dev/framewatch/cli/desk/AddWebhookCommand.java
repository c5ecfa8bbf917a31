package dev.framewatch.cli.desk;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.alert.ChatFormat;
import dev.framewatch.desk.alert.SecretStore;
import dev.framewatch.desk.alert.send.WebhookSigningKey;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.store.Database;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
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
    private final DeskContext desk;

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

    AddWebhookCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        AddAlertCommand adding = Objects.requireNonNull(parent);
        if (shape != null) {
            adding.add(new ChannelConfig.Chat(shape, address, allowPrivate), wishes.wishes());
            return 0;
        }
        adding.add(new ChannelConfig.Webhook(address, allowPrivate), wishes.wishes());
        WebhookSigningKey key = WebhookSigningKey.random();
        try {
            new SecretStore(desk.home().get()).write(adding.name(), key.text());
        } catch (IOException e) {
            takeBack(adding.name());
            throw e;
        }
        desk.note("The key with which the other side verifies signatures, shown only now:");
        desk.out().println(key.text());
        return 0;
    }

    private void takeBack(String name) throws IOException {
        try (Database database = Database.open(desk.home().get())) {
            new Channels(database, desk.clock())
                    .remove(
                            name,
                            handle ->
                                    desk.audit(handle, AuditAction.ALERT_REMOVED, name, Map.of()));
        }
    }
}

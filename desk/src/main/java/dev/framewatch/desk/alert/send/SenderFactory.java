package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.Channel;
import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.DeliveryBatch;
import dev.framewatch.desk.alert.DeliveryException;
import dev.framewatch.desk.alert.DeliveryException.FailureKind;
import dev.framewatch.desk.alert.SecretStore;
import dev.framewatch.desk.alert.Sender;
import dev.framewatch.desk.http.WebClients;
import dev.framewatch.desk.store.Database;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Sends to every type of channel. */
public final class SenderFactory implements Sender, AutoCloseable {
    private static final Duration EMAIL_TIMEOUT = Duration.ofMinutes(5);

    private final Clock clock;
    private final SecretStore secrets;
    private final WebClients web;
    private final WebhookSender webhook;
    private final EmailSender email;
    private final AtomSender atom;
    private final CommandSender command;

    /**
     * @param home home folder: signing keys, and base of frame paths
     * @param database stores sent events
     * @param clock dates webhooks
     * @param environment environment variables that may hold passwords; programs receive a harmless
     *     subset
     */
    public SenderFactory(
            Home home, Database database, Clock clock, Map<String, String> environment) {
        EvidenceFrames frames = new EvidenceFrames(home.directory());
        this.clock = clock;
        this.secrets = new SecretStore(home);
        this.web = WebClients.create(environment, clock);
        this.webhook = new WebhookSender(web);
        this.email =
                new EmailSender(
                        frames,
                        Map.copyOf(environment),
                        EMAIL_TIMEOUT,
                        new AccessTokens(web, clock));
        this.atom = new AtomSender(database);
        this.command = new CommandSender(frames, Map.copyOf(environment));
    }

    /**
     * Checks what a channel needs beyond the form of its settings: that the certificates that it
     * trusts can be read.
     *
     * @throws InvalidFieldException if they cannot
     */
    public static void requireUsable(ChannelConfig config) {
        if (config instanceof ChannelConfig.Email one && one.server().authority() != null) {
            String file = one.server().authority();
            try {
                MailConnection.socketFactory(file);
            } catch (FileSystemException e) {
                throw new InvalidFieldException(
                        "trust", file + ": the certificates to trust cannot be read");
            } catch (IOException e) {
                throw new InvalidFieldException("trust", String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    public String send(Channel channel, DeliveryBatch batch)
            throws DeliveryException, InterruptedException {
        return switch (channel.config()) {
            case ChannelConfig.Email config -> email.send(config, batch);
            case ChannelConfig.Webhook config -> sendSigned(channel, config, batch);
            case ChannelConfig.Chat config ->
                    webhook.send(ChatRequest.of(config, batch), config.allowPrivate());
            case ChannelConfig.AtomFeed config -> atom.send(channel, config, batch);
            case ChannelConfig.Command config -> command.send(config, batch);
        };
    }

    private String sendSigned(Channel channel, ChannelConfig.Webhook config, DeliveryBatch batch)
            throws DeliveryException {
        byte[] body = EventJson.of(batch);
        Instant now = clock.instant();
        Map<String, String> headers =
                Map.of(
                        "Content-Type",
                        "application/json",
                        "webhook-id",
                        batch.id(),
                        "webhook-timestamp",
                        Long.toString(now.getEpochSecond()),
                        "webhook-signature",
                        keys(channel).signatures(batch.id(), now, body));
        return webhook.send(
                new WebhookRequest("POST", config.url(), headers, body), config.allowPrivate());
    }

    private WebhookKeys keys(Channel channel) throws DeliveryException {
        try {
            return WebhookKeys.parse(secrets.read(channel.name()));
        } catch (IOException | IllegalArgumentException e) {
            throw new DeliveryException(
                    FailureKind.MAY_RECOVER,
                    "the signing key is missing from the home folder; remove the channel and"
                            + " add it again",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        web.close();
    }
}

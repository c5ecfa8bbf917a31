package dev.framewatch.desk.service;

import dev.framewatch.desk.alert.Channel;
import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.alert.Delivery;
import dev.framewatch.desk.alert.DeliveryException;
import dev.framewatch.desk.alert.SecretStore;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.alert.send.SenderFactory;
import dev.framewatch.desk.alert.send.WebhookKeys;
import dev.framewatch.desk.alert.send.WebhookSigningKey;
import dev.framewatch.desk.api.ChannelDto;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.store.Database;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.home.Home;
import dev.framewatch.targets.TargetStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds, lists, tests, pauses, renames and removes alert channels, and requeues failed messages. */
public final class AlertService {
    private final Database database;
    private final Home home;
    private final Clock clock;
    private final Map<String, String> variables;
    private final Channels channels;

    AlertService(Database database, Home home, Clock clock, Map<String, String> variables) {
        this.database = database;
        this.home = home;
        this.clock = clock;
        this.variables = Map.copyOf(variables);
        this.channels = new Channels(database, clock);
    }

    /**
     * A channel to add.
     *
     * @param name unique among channels: letters, digits, dots, hyphens and underscores
     * @param config type and destination
     * @param filter which alerts it receives, and when
     * @param signingKey key that the receiver of a signed webhook has given; null for a new one
     */
    public record NewChannel(
            String name,
            ChannelConfig config,
            SubscriptionFilter filter,
            @Nullable WebhookSigningKey signingKey) {
        public NewChannel {
            if (signingKey != null && !(config instanceof ChannelConfig.Webhook)) {
                throw new InvalidFieldException("key", "only signed webhooks have a signing key");
            }
        }

        /** Creates a request for a channel that gets a new key, if it signs. */
        public NewChannel(String name, ChannelConfig config, SubscriptionFilter filter) {
            this(name, config, filter, null);
        }
    }

    /**
     * An added channel.
     *
     * @param description type and destination, without secrets
     * @param signingKey key with which the receiver verifies signatures, to be shown once; null if
     *     messages are not signed, or the receiver has given it
     * @param unknownTargets subscribed targets that do not exist yet
     */
    public record AddedChannel(
            String description, @Nullable String signingKey, List<String> unknownTargets) {
        public AddedChannel {
            unknownTargets = List.copyOf(unknownTargets);
        }

        /** Omits the key. */
        @Override
        public String toString() {
            return "AddedChannel[description=%s, unknownTargets=%s]"
                    .formatted(description, unknownTargets);
        }
    }

    /**
     * Adds a channel. A signing channel gets a new key.
     *
     * @throws InvalidFieldException if a field is invalid
     * @throws ConflictException if the name is taken
     * @throws IOException if the key cannot be stored; nothing is added then
     */
    public AddedChannel add(NewChannel request, String actor) throws IOException {
        String name = request.name;
        SenderFactory.requireUsable(request.config);
        channels.add(
                name,
                request.config,
                request.filter,
                handle ->
                        AuditLog.append(
                                handle,
                                clock,
                                actor,
                                AuditAction.ALERT_ADDED,
                                name,
                                Map.of("targets", request.filter.targets())));
        String key = null;
        if (request.config instanceof ChannelConfig.Webhook) {
            WebhookSigningKey chosen =
                    Objects.requireNonNullElseGet(request.signingKey, WebhookSigningKey::random);
            key = request.signingKey == null ? chosen.text() : null;
            try {
                new SecretStore(home).write(Channel.canonicalName(name), chosen.text());
            } catch (IOException e) {
                delete(name, actor);
                throw e;
            }
        }
        List<String> known = new TargetStore(home.targets()).names();
        return new AddedChannel(
                request.config.description(),
                key,
                request.filter.targets().stream()
                        .filter(target -> !known.contains(target))
                        .toList());
    }

    /**
     * Gives a signed webhook another key. For a while, messages are signed with both.
     *
     * @param key key that the receiver has given; null for a new one
     * @param overlap how long the present key stays valid
     * @return the new key, to be shown once; null if it was given
     * @throws NotFoundException if there is no such channel
     * @throws InvalidFieldException if the channel signs nothing
     */
    public @Nullable String rotateKey(
            String name, @Nullable WebhookSigningKey key, Duration overlap, String actor)
            throws IOException {
        Channel channel = channels.get(name);
        if (!(channel.config() instanceof ChannelConfig.Webhook)) {
            throw new InvalidFieldException(
                    "name", "%s: only signed webhooks have a signing key".formatted(name));
        }
        if (overlap.isNegative()) {
            throw new InvalidFieldException("overlap", "the overlap must not be negative");
        }
        WebhookSigningKey next = Objects.requireNonNullElseGet(key, WebhookSigningKey::random);
        SecretStore secrets = new SecretStore(home);
        WebhookKeys rotated =
                WebhookKeys.parse(secrets.read(channel.name()))
                        .rotated(next, clock.instant(), overlap);
        database.write(handle ->
                AuditLog.append(
                        handle,
                        clock,
                        actor,
                        AuditAction.ALERT_KEY_ROTATED,
                        channel.name(),
                        Map.of("overlapSeconds", overlap.toSeconds())));
        secrets.write(channel.name(), rotated.text());
        return key == null ? next.text() : null;
    }

    /** Returns all channels, sorted by name. */
    public List<ChannelDto> list() {
        return channels.statuses().stream().map(ChannelDto::of).toList();
    }

    /**
     * Returns a channel.
     *
     * @throws NotFoundException if there is no such channel
     */
    public ChannelDto get(String name) {
        String known = channels.get(name).name();
        return list().stream()
                .filter(channel -> channel.name().equals(known))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Sends a test message now, regardless of the channel's state and quiet hours. Interruptible.
     *
     * @return the receiver's reply, for users
     * @throws NotFoundException if there is no such channel
     * @throws UnavailableException if the test was not delivered
     */
    public String test(String name) throws IOException, InterruptedException {
        try (SenderFactory senders = new SenderFactory(home, database, clock, variables)) {
            Channel channel = channels.get(name);
            return new Delivery(database, clock, senders).test(channel);
        } catch (DeliveryException e) {
            throw new UnavailableException("%s: not delivered: %s".formatted(name, e.getMessage()));
        }
    }

    /**
     * Suspends deliveries; messages are held until {@link #resume}.
     *
     * @throws NotFoundException if there is no such channel
     */
    public void pause(String name) {
        channels.pause(name);
    }

    /**
     * Resumes deliveries at once, including to a disabled channel.
     *
     * @throws NotFoundException if there is no such channel
     */
    public void resume(String name) {
        channels.resume(name);
    }

    /**
     * Queues failed messages again.
     *
     * @return the number of messages
     * @throws NotFoundException if there is no such channel
     */
    public int retry(String name) {
        return channels.retry(name);
    }

    /**
     * Gives a channel another name. Its messages and its key follow; what the audit log says of it
     * stays.
     *
     * @return its name now
     * @throws NotFoundException if there is no such channel
     * @throws ConflictException if the other name is taken
     * @throws IOException if the key cannot be stored; nothing is changed then
     */
    public String rename(String name, String other, String actor) throws IOException {
        Channel before = channels.get(name);
        SecretStore secrets = new SecretStore(home);
        boolean signs = before.config() instanceof ChannelConfig.Webhook;
        Channel renamed =
                channels.rename(
                        name,
                        other,
                        handle -> {
                            AuditLog.append(
                                    handle,
                                    clock,
                                    actor,
                                    AuditAction.ALERT_RENAMED,
                                    Channel.canonicalName(other),
                                    Map.of("from", before.name()));
                            // the file last: everything before can be rolled back
                            if (signs) {
                                secrets.write(
                                        Channel.canonicalName(other), secrets.read(before.name()));
                            }
                        });
        if (signs) {
            secrets.delete(before.name());
        }
        return renamed.name();
    }

    /**
     * Deletes a channel with its key and pending messages.
     *
     * @throws NotFoundException if there is no such channel
     */
    public void remove(String name, String actor) throws IOException {
        delete(name, actor);
        new SecretStore(home).delete(Channel.canonicalName(name));
    }

    private void delete(String name, String actor) {
        channels.remove(
                name,
                handle ->
                        AuditLog.append(
                                handle, clock, actor, AuditAction.ALERT_REMOVED, name, Map.of()));
    }
}

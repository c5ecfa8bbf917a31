package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.Channel;
import dev.framewatch.desk.alert.NotDelivered;
import dev.framewatch.desk.alert.NotDelivered.Outlook;
import dev.framewatch.desk.alert.Parcel;
import dev.framewatch.desk.alert.Route;
import dev.framewatch.desk.alert.Secrets;
import dev.framewatch.desk.alert.Sender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Every way there is. */
public final class Senders implements Sender, AutoCloseable {
    private static final Duration LONGEST_MAIL = Duration.ofMinutes(5);

    private final Clock clock;
    private final Secrets secrets;
    private final WebPost web;
    private final EmailSender email;
    private final AtomSender atom;
    private final CommandSender command;

    /**
     * @param home the home folder: keys, and where paths of frames begin
     * @param jdbi what went out before
     * @param clock what webhooks are dated by
     * @param environment where passwords are looked up; programs get a few harmless parts of it
     */
    public Senders(Path home, Jdbi jdbi, Clock clock, Map<String, String> environment) {
        Frames frames = new Frames(home);
        this.clock = clock;
        this.secrets = new Secrets(home);
        this.web = new WebPost(clock);
        this.email = new EmailSender(frames, Map.copyOf(environment), LONGEST_MAIL);
        this.atom = new AtomSender(jdbi);
        this.command = new CommandSender(frames, Map.copyOf(environment));
    }

    @Override
    public String send(Channel channel, Parcel parcel) throws NotDelivered, InterruptedException {
        return switch (channel.route()) {
            case Route.Email route -> email.send(route, parcel);
            case Route.Webhook route -> signed(channel, route, parcel);
            case Route.Chat route -> chat(route, parcel);
            case Route.AtomFeed route -> atom.send(channel, route, parcel);
            case Route.Command route -> command.send(route, parcel);
        };
    }

    private String signed(Channel channel, Route.Webhook route, Parcel parcel) throws NotDelivered {
        byte[] body = EventJson.of(parcel);
        long timestamp = clock.instant().getEpochSecond();
        String signature = key(channel).signature(parcel.id(), timestamp, body);
        return web.send(
                route.address(),
                route.allowPrivate(),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "webhook-id",
                        parcel.id(),
                        "webhook-timestamp",
                        Long.toString(timestamp),
                        "webhook-signature",
                        signature),
                body);
    }

    private WebhookKey key(Channel channel) throws NotDelivered {
        try {
            return new WebhookKey(secrets.read(channel.name()));
        } catch (IOException | IllegalArgumentException e) {
            throw new NotDelivered(
                    Outlook.MAY_RECOVER,
                    "the key that signs is gone from the home folder; remove the channel and add it"
                            + " again",
                    e);
        }
    }

    private String chat(Route.Chat route, Parcel parcel) throws NotDelivered {
        String title = Wording.title(parcel);
        List<Notice> notices = Wording.notices(parcel);
        Map<String, Object> message =
                switch (route.shape()) {
                    case SLACK -> SlackMessage.of(title, notices);
                    case MATTERMOST -> MattermostMessage.of(title, notices);
                    case TEAMS -> TeamsMessage.of(title, notices);
                };
        return web.send(
                route.address(),
                route.allowPrivate(),
                Map.of("Content-Type", "application/json"),
                EventJson.bytes(message));
    }

    @Override
    public void close() throws IOException {
        web.close();
    }
}

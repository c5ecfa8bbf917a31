package dev.framewatch.desk.alert;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.framewatch.error.InvalidFieldException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Transport settings of a channel. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChannelConfig.Email.class, name = "email"),
    @JsonSubTypes.Type(value = ChannelConfig.Webhook.class, name = "webhook"),
    @JsonSubTypes.Type(value = ChannelConfig.Chat.class, name = "chat"),
    @JsonSubTypes.Type(value = ChannelConfig.AtomFeed.class, name = "atom"),
    @JsonSubTypes.Type(value = ChannelConfig.Command.class, name = "command")
})
public sealed interface ChannelConfig {
    /**
     * Returns type and destination for display; a URL is reduced to its host, as the rest may be
     * secret.
     */
    default String description() {
        return switch (this) {
            case Email email -> "e-mail to " + addresses(email.to);
            case Webhook webhook -> "signed webhook at " + webhook.url.getHost();
            case Chat chat -> chat.format.word() + " at " + chat.url.getHost();
            case AtomFeed feed -> "Atom feed in " + feed.file;
            case Command command -> "command " + command.words.getFirst();
        };
    }

    /**
     * E-mail.
     *
     * @param to recipients, at least one; an earlier version stored a single address
     * @param from sender
     * @param server SMTP server
     * @param allowPrivate whether the server may be on localhost or a private network
     */
    record Email(
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Mailbox> to,
            Mailbox from,
            MailServer server,
            boolean allowPrivate)
            implements ChannelConfig {
        public Email {
            to = List.copyOf(to);
            if (to.isEmpty()) {
                throw new InvalidFieldException("to", "an e-mail needs a recipient");
            }
        }
    }

    /**
     * Webhook (HTTP POST), signed according to Standard Webhooks. The key is in {@link
     * SecretStore}.
     *
     * @param url URL to post to
     * @param allowPrivate whether the URL may be on localhost or a private network
     */
    record Webhook(@JsonProperty("address") URI url, boolean allowPrivate)
            implements ChannelConfig {
        public Webhook {
            requireWeb(url);
        }
    }

    /**
     * Incoming webhook of a chat. The URL is a secret: it grants write access.
     *
     * @param format message format
     * @param url URL to post to
     * @param allowPrivate whether the URL may be on localhost or a private network
     */
    record Chat(
            @JsonProperty("shape") ChatFormat format,
            @JsonProperty("address") URI url,
            boolean allowPrivate)
            implements ChannelConfig {
        public Chat {
            requireWeb(url);
            String path = String.valueOf(url.getPath());
            String query = String.valueOf(url.getQuery());
            switch (format) {
                case SLACK, MATTERMOST, TEAMS, DISCORD -> {}
                case TELEGRAM ->
                        requireForm(
                                path.endsWith("/sendMessage") && query.contains("chat_id="),
                                "https://api.telegram.org/botTOKEN/sendMessage?chat_id=ID");
                case MATRIX ->
                        requireForm(
                                path.startsWith("/!") && query.contains("access_token="),
                                "https://HOMESERVER/!ROOM:SERVER?access_token=TOKEN");
                case NTFY ->
                        requireForm(
                                path.matches(".*/[A-Za-z0-9_-]{1,64}"), "https://ntfy.sh/TOPIC");
            }
        }

        private static void requireForm(boolean holds, String form) {
            if (!holds) {
                throw new InvalidFieldException("address", "the URL must have the form " + form);
            }
        }
    }

    /**
     * Atom feed file.
     *
     * @param file absolute path of the file
     * @param entries maximum number of entries; older ones are dropped
     */
    record AtomFeed(String file, int entries) implements ChannelConfig {
        private static final int MAX_ENTRIES = 1000;

        public AtomFeed {
            if (entries < 1 || entries > MAX_ENTRIES) {
                throw new InvalidFieldException(
                        "entries",
                        "the number of entries must be between 1 and %d, not %d"
                                .formatted(MAX_ENTRIES, entries));
            }
        }
    }

    /**
     * Local program, started without a shell.
     *
     * @param words program and its arguments
     * @param limit timeout
     */
    record Command(List<String> words, Duration limit) implements ChannelConfig {
        public Command {
            words = List.copyOf(words);
            if (words.isEmpty() || words.getFirst().isBlank()) {
                throw new InvalidFieldException("command", "the command has no program");
            }
            if (!limit.isPositive()) {
                throw new InvalidFieldException("limit", "the timeout must be at least 1 second");
            }
        }
    }

    private static String addresses(List<Mailbox> mailboxes) {
        return mailboxes.stream().map(Mailbox::address).collect(Collectors.joining(", "));
    }

    private static void requireWeb(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!List.of("http", "https").contains(scheme) || address.getHost() == null) {
            throw new InvalidFieldException(
                    "address",
                    "the webhook URL must start with https:// (or http://) and contain a host");
        }
        if (address.getUserInfo() != null) {
            throw new InvalidFieldException(
                    "address", "the webhook URL must not contain a password");
        }
    }
}

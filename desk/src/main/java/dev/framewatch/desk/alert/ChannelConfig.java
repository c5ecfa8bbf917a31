package dev.framewatch.desk.alert;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.framewatch.error.InvalidFieldException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The way that a channel's messages take. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChannelConfig.Email.class, name = "email"),
    @JsonSubTypes.Type(value = ChannelConfig.Webhook.class, name = "webhook"),
    @JsonSubTypes.Type(value = ChannelConfig.Chat.class, name = "chat"),
    @JsonSubTypes.Type(value = ChannelConfig.AtomFeed.class, name = "atom"),
    @JsonSubTypes.Type(value = ChannelConfig.Command.class, name = "command")
})
public sealed interface ChannelConfig {
    /** What it is and where it leads, for people: of an address only the host. */
    default String description() {
        return switch (this) {
            case Email email -> "e-mail to " + email.to;
            case Webhook webhook -> "signed webhook at " + webhook.url.getHost();
            case Chat chat -> chat.format.word() + " at " + chat.url.getHost();
            case AtomFeed feed -> "Atom feed in " + feed.file;
            case Command command -> "command " + command.words.getFirst();
        };
    }

    /**
     * Mail.
     *
     * @param to one address
     * @param from whom it says it is from
     * @param server which takes it
     * @param allowPrivate whether the server may lie in a private network
     */
    record Email(String to, String from, MailServer server, boolean allowPrivate)
            implements ChannelConfig {
        public Email {
            requireMailbox("to", to);
            requireMailbox("from", from);
        }
    }

    /**
     * A program elsewhere, told by POST with a signature as Standard Webhooks has it. The key lies
     * in {@link SecretStore}.
     */
    record Webhook(URI url, boolean allowPrivate) implements ChannelConfig {
        public Webhook {
            requireWeb(url);
        }
    }

    /** An incoming webhook of a chat. Whoever knows the address can write there. */
    record Chat(ChatFormat format, URI url, boolean allowPrivate) implements ChannelConfig {
        public Chat {
            requireWeb(url);
        }
    }

    /**
     * A feed for feed readers.
     *
     * @param file absolute
     * @param entries the newest so many are in it
     */
    record AtomFeed(String file, int entries) implements ChannelConfig {
        private static final int MAX_ENTRIES = 1000;

        public AtomFeed {
            if (entries < 1 || entries > MAX_ENTRIES) {
                throw new InvalidFieldException(
                        "entries",
                        "a feed has 1 to %d entries, not %d".formatted(MAX_ENTRIES, entries));
            }
        }
    }

    /**
     * A program on this machine, started without a shell.
     *
     * @param words the program and what it is given
     * @param limit how long it may take
     */
    record Command(List<String> words, Duration limit) implements ChannelConfig {
        public Command {
            words = List.copyOf(words);
            if (words.isEmpty() || words.getFirst().isBlank()) {
                throw new InvalidFieldException("command", "a command needs a program");
            }
            if (!limit.isPositive()) {
                throw new InvalidFieldException("limit", "a command needs time: at least a second");
            }
        }
    }

    private static void requireMailbox(String field, String address) {
        if (!address.matches("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")) {
            throw new InvalidFieldException(
                    field, "'%s' is no e-mail address; write desk@example.org".formatted(address));
        }
    }

    private static void requireWeb(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!List.of("http", "https").contains(scheme) || address.getHost() == null) {
            throw new InvalidFieldException(
                    "address",
                    "a webhook's address begins with https:// (or http://) and has a host");
        }
        if (address.getUserInfo() != null) {
            throw new InvalidFieldException("address", "a webhook's address must hold no password");
        }
    }
}

package dev.framewatch.desk.config;

import static java.util.Objects.requireNonNullElse;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.ChatFormat;
import dev.framewatch.desk.alert.Digest;
import dev.framewatch.desk.alert.HostAndPort;
import dev.framewatch.desk.alert.MailServer;
import dev.framewatch.desk.alert.MailServer.Security;
import dev.framewatch.desk.alert.Mailbox;
import dev.framewatch.desk.alert.OAuthClient;
import dev.framewatch.desk.alert.QuietHours;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.secret.SecretLocation;
import dev.framewatch.error.InvalidFieldException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The settings of an alert channel as fields of a configuration file. */
final class AlertFields {
    private static final String DEFAULT_PASSWORD_VARIABLE = "FRAMEWATCH_SMTP_PASSWORD";
    private static final int DEFAULT_ENTRIES = 100;
    private static final int DEFAULT_LIMIT_SECONDS = 30;
    private static final int MAX_LIMIT_SECONDS = 86_400;
    private static final List<String> KINDS = List.of("email", "webhook", "atom", "command");

    private AlertFields() {}

    static List<ConfigField> of(AlertSettings settings) {
        ConfigField.Collector fields = new ConfigField.Collector();
        switch (settings.config()) {
            case ChannelConfig.Email email -> add(fields, email);
            case ChannelConfig.Webhook webhook ->
                    fields.add("kind", "webhook")
                            .addSecret("url", List.of(webhook.url().toString()), true)
                            .addFlag("allow_private", webhook.allowPrivate());
            case ChannelConfig.Chat chat ->
                    fields.add("kind", "webhook")
                            .add("format", chat.format().word())
                            .addSecret("url", List.of(chat.url().toString()), true)
                            .addFlag("allow_private", chat.allowPrivate());
            case ChannelConfig.AtomFeed feed ->
                    fields.add("kind", "atom")
                            .add("file", feed.file())
                            .add("entries", feed.entries());
            case ChannelConfig.Command command ->
                    fields.add("kind", "command")
                            // arguments of programs often are tokens
                            .addSecret("command", command.words(), command.words().size() > 1)
                            .add("limit", command.limit().toSeconds());
        }
        SubscriptionFilter filter = settings.filter();
        return fields.addList("target", filter.targets())
                .add("min_score", filter.minScore() == 0 ? null : filter.minScore())
                .add("quiet", filter.quiet())
                .add("digest", filter.digest())
                .add("zone", filter.zone())
                .fields();
    }

    private static void add(ConfigField.Collector fields, ChannelConfig.Email email) {
        MailServer server = email.server();
        OAuthClient oauth = server.oauth();
        fields.add("kind", "email")
                .addList("to", email.to().stream().map(Mailbox::toString).toList())
                .add("from", email.from())
                .add("smtp", new HostAndPort(server.host(), server.port()))
                .add("security", word(server.security()))
                .add("user", server.user())
                .add("password_env", server.passwordEnvironment())
                .add("password_file", server.passwordFile())
                .add("trust", server.authority())
                .add("oauth", oauth == null ? null : oauth.tokenUrl())
                .add("client_id", oauth == null ? null : oauth.clientId())
                .add("scope", oauth == null || oauth.scope().isEmpty() ? null : oauth.scope())
                .addFlag("allow_private", email.allowPrivate());
    }

    private static String word(Security security) {
        return security.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the settings of a channel.
     *
     * @param present settings of the channel with this name; null if there is none
     * @param zone time zone unless the file says another
     * @throws InvalidFieldException if a field is invalid
     */
    static AlertSettings read(EntryFields fields, @Nullable AlertSettings present, ZoneId zone) {
        String kind = fields.requiredChoice("kind", KINDS);
        SubscriptionFilter filter = filter(fields, zone);
        ChannelConfig before = present == null ? null : present.config();
        SecretLocation key = null;
        ChannelConfig config;
        switch (kind) {
            case "email" -> config = email(fields);
            case "webhook" -> {
                config = webhook(fields, before);
                key = config instanceof ChannelConfig.Webhook ? fields.location("key") : null;
            }
            case "atom" ->
                    config =
                            new ChannelConfig.AtomFeed(
                                    fields.path(fields.required("file")),
                                    fields.integer("entries", DEFAULT_ENTRIES, 1, 1000));
            default -> config = command(fields, before);
        }
        return new AlertSettings(config, filter, key);
    }

    private static SubscriptionFilter filter(EntryFields fields, ZoneId zone) {
        String quiet = fields.text("quiet");
        String digest = fields.text("digest");
        return new SubscriptionFilter(
                fields.texts("target"),
                fields.score("min_score"),
                quiet == null ? null : QuietHours.parse(quiet),
                digest == null ? null : Digest.parse(digest),
                zone(fields.text("zone"), zone));
    }

    private static ZoneId zone(@Nullable String name, ZoneId defaultValue) {
        try {
            return name == null ? defaultValue : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new InvalidFieldException(
                    "zone", "unknown time zone '%s'; expected e.g. Europe/Berlin".formatted(name));
        }
    }

    private static ChannelConfig email(EntryFields fields) {
        List<Mailbox> to =
                fields.texts("to").stream().flatMap(text -> Mailbox.listOf(text).stream()).toList();
        if (to.isEmpty()) {
            throw new InvalidFieldException("to", "an e-mail needs a recipient");
        }
        String from = fields.text("from");
        return new ChannelConfig.Email(
                to,
                from == null ? new Mailbox("", to.getFirst().address()) : Mailbox.of(from),
                server(fields),
                fields.flag("allow_private"));
    }

    private static MailServer server(EntryFields fields) {
        List<String> words = Arrays.stream(Security.values()).map(AlertFields::word).toList();
        String chosen = fields.yaml().choice("security", words.getFirst(), words);
        Security security = Security.valueOf(chosen.toUpperCase(Locale.ROOT));
        HostAndPort address = HostAndPort.of(fields.required("smtp"), security);
        String user = fields.text("user");
        SecretLocation password = fields.location("password");
        if (password == null && user != null) {
            password = new SecretLocation(DEFAULT_PASSWORD_VARIABLE, null);
        }
        String trust = fields.text("trust");
        String tokenUrl = fields.text("oauth");
        String clientId = requireNonNullElse(fields.text("client_id"), "");
        String scope = requireNonNullElse(fields.text("scope"), "");
        return new MailServer(
                address.host(),
                address.port(),
                security,
                user,
                password == null ? null : password.variable(),
                password == null ? null : password.file(),
                trust == null ? null : fields.path(trust),
                tokenUrl == null ? null : new OAuthClient(url("oauth", tokenUrl), clientId, scope));
    }

    private static ChannelConfig webhook(EntryFields fields, @Nullable ChannelConfig before) {
        List<String> words = Arrays.stream(ChatFormat.values()).map(ChatFormat::word).toList();
        boolean allowPrivate = fields.flag("allow_private");
        if (fields.text("format") == null) {
            URI present = before instanceof ChannelConfig.Webhook webhook ? webhook.url() : null;
            return new ChannelConfig.Webhook(url(fields, present), allowPrivate);
        }
        ChatFormat format =
                ChatFormat.valueOf(fields.requiredChoice("format", words).toUpperCase(Locale.ROOT));
        URI present =
                before instanceof ChannelConfig.Chat chat && chat.format() == format
                        ? chat.url()
                        : null;
        return new ChannelConfig.Chat(format, url(fields, present), allowPrivate);
    }

    private static URI url(EntryFields fields, @Nullable URI present) {
        return url("url", fields.secretText("url", present == null ? null : present.toString()));
    }

    /** The message does not repeat the text, which may be a secret. */
    private static URI url(String field, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidFieldException(field, "must be a URL that starts with https://");
        }
    }

    private static ChannelConfig command(EntryFields fields, @Nullable ChannelConfig before) {
        Duration limit =
                Duration.ofSeconds(
                        fields.integer("limit", DEFAULT_LIMIT_SECONDS, 1, MAX_LIMIT_SECONDS));
        List<String> words = fields.texts("command");
        return new ChannelConfig.Command(
                words.isEmpty() && before instanceof ChannelConfig.Command command
                        ? command.words()
                        : words,
                limit);
    }
}

package dev.framewatch.cli.desk;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.HostAndPort;
import dev.framewatch.desk.alert.MailServer;
import dev.framewatch.desk.alert.MailServer.Security;
import dev.framewatch.desk.alert.Mailbox;
import dev.framewatch.desk.alert.OAuthClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code framewatch alerts add NAME email}: adds an email recipient. */
@Command(
        name = "email",
        description = "Email, with the best frame attached.",
        customSynopsis = "framewatch alerts add NAME email --smtp=HOST[:PORT] [OPTIONS] ADDRESS...",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch alerts add desk email desk@example.org \\",
            "      --smtp mail.example.org --user desk",
            "  framewatch alerts add desk email \\",
            "      \"Newsdesk <desk@example.org>\" chief@example.org \\",
            "      --smtp localhost:25 --security none --allow-private",
            "  framewatch alerts add desk email desk@example.org \\",
            "      --smtp smtp.office365.com --user alerts@example.org \\",
            "      --oauth https://login.microsoftonline.com/TENANT/oauth2/v2.0/token \\",
            "      --client-id ID --password-file client-secret",
            "",
            "The password is read for each email: from --password-file, or else from the",
            "environment variable given by --password-env. With --oauth it is the client",
            "secret."
        })
final class AddEmailCommand implements Callable<Integer> {
    private static final String DEFAULT_PASSWORD_VARIABLE = "FRAMEWATCH_SMTP_PASSWORD";

    @ParentCommand private @Nullable AddAlertCommand parent;

    @Mixin private SubscriptionOptions subscription = new SubscriptionOptions();

    @Parameters(
            paramLabel = "ADDRESS",
            arity = "1..*",
            description = "Recipients: desk@example.org, or \"Newsdesk <desk@example.org>\".")
    private List<String> recipients = List.of();

    @Option(
            names = "--smtp",
            paramLabel = "HOST[:PORT]",
            required = true,
            description = "SMTP server (default port: 587 for starttls, 465 for tls, 25 for none).")
    private String smtp = "";

    @Option(
            names = "--security",
            paramLabel = "HOW",
            defaultValue = "starttls",
            description =
                    "Encryption: starttls (required, no fallback), tls (implicit) or none"
                            + " (default: ${DEFAULT-VALUE}).")
    private Security security = Security.STARTTLS;

    @Option(names = "--user", paramLabel = "NAME", description = "SMTP user name.")
    private @Nullable String user;

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description =
                    "Environment variable that holds the password (default: "
                            + DEFAULT_PASSWORD_VARIABLE
                            + ").")
    private @Nullable String passwordVariable;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--from",
            paramLabel = "ADDRESS",
            description = "Sender address (default: the first recipient).")
    private @Nullable String from;

    @Option(
            names = "--oauth",
            paramLabel = "URL",
            description =
                    "Sign in with OAuth 2.0 (client credentials, XOAUTH2): URL that grants access"
                            + " tokens.")
    private @Nullable URI tokenUrl;

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            defaultValue = "",
            description = "Client ID for --oauth.")
    private String clientId = "";

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            defaultValue = "",
            description = "Scope for --oauth (default: that of Microsoft 365, for its URL).")
    private String scope = "";

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "Trust these certificates (PEM) instead of Java's default trust store.")
    private @Nullable Path trust;

    @Option(
            names = "--allow-private",
            description = "Allow a server on localhost or a private network.")
    private boolean allowPrivate;

    @Override
    public Integer call() throws IOException {
        List<Mailbox> to =
                recipients.stream().flatMap(text -> Mailbox.listOf(text).stream()).toList();
        Mailbox sender = from == null ? new Mailbox("", to.getFirst().address()) : Mailbox.of(from);
        Objects.requireNonNull(parent)
                .add(
                        new ChannelConfig.Email(to, sender, server(), allowPrivate),
                        subscription.filter());
        return 0;
    }

    private MailServer server() {
        HostAndPort address = HostAndPort.of(smtp, security);
        boolean fromVariable = passwordVariable == null && (user == null || passwordFile != null);
        return new MailServer(
                address.host(),
                address.port(),
                security,
                user,
                fromVariable
                        ? null
                        : Objects.requireNonNullElse(passwordVariable, DEFAULT_PASSWORD_VARIABLE),
                absolute(passwordFile),
                absolute(trust),
                tokenUrl == null ? null : new OAuthClient(tokenUrl, clientId, scope));
    }

    private static @Nullable String absolute(@Nullable Path file) {
        return file == null ? null : file.toAbsolutePath().normalize().toString();
    }
}

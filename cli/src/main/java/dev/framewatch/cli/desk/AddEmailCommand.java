package dev.framewatch.cli.desk;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.MailServer;
import dev.framewatch.desk.alert.MailServer.Security;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        customSynopsis = "framewatch alerts add NAME email --smtp=HOST[:PORT] [OPTIONS] ADDRESS",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch alerts add desk email desk@example.org --smtp mail.example.org --user"
                    + " desk",
            "  framewatch alerts add desk email desk@example.org --smtp localhost:25 --security"
                    + " none --allow-private",
            "",
            "The password is read for each email: from --password-file, or else from the",
            "environment variable given by --password-env."
        })
final class AddEmailCommand implements Callable<Integer> {
    private static final String DEFAULT_PASSWORD_VARIABLE = "FRAMEWATCH_SMTP_PASSWORD";
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^:\\[\\]]+))(?::(\\d{1,5}))?");

    @ParentCommand private @Nullable AddAlertCommand parent;

    @Mixin private SubscriptionOptions subscription = new SubscriptionOptions();

    @Parameters(paramLabel = "ADDRESS", description = "Recipient (use a mailing list for several).")
    private String recipient = "";

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
            description = "Sender address (default: ADDRESS).")
    private @Nullable String from;

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
        Objects.requireNonNull(parent)
                .add(
                        new ChannelConfig.Email(
                                recipient, from == null ? recipient : from, server(), allowPrivate),
                        subscription.filter());
        return 0;
    }

    private MailServer server() {
        Matcher matcher = HOST_AND_PORT.matcher(smtp);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "--smtp: invalid mail server '%s'; expected HOST or HOST:PORT".formatted(smtp));
        }
        String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        int port = matcher.group(3) == null ? security.port() : Integer.parseInt(matcher.group(3));
        boolean fromVariable = passwordVariable == null && (user == null || passwordFile != null);
        return new MailServer(
                host,
                port,
                security,
                user,
                fromVariable
                        ? null
                        : Objects.requireNonNullElse(passwordVariable, DEFAULT_PASSWORD_VARIABLE),
                absolute(passwordFile),
                absolute(trust));
    }

    private static @Nullable String absolute(@Nullable Path file) {
        return file == null ? null : file.toAbsolutePath().normalize().toString();
    }
}

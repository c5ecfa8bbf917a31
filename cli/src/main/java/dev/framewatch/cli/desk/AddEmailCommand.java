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

/** {@code framewatch alerts add NAME email}: mail. */
@Command(
        name = "email",
        description = "An e-mail address, with the best frame in the mail.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch alerts add desk email desk@example.org --smtp mail.example.org --user"
                    + " desk",
            "  framewatch alerts add desk email desk@example.org --smtp localhost:25 --security"
                    + " none --allow-private",
            "",
            "The password is read when a mail is sent: from --password-file, else from the",
            "environment variable that --password-env names."
        })
final class AddEmailCommand implements Callable<Integer> {
    private static final String VARIABLE = "FRAMEWATCH_SMTP_PASSWORD";
    private static final Pattern SERVER =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^:\\[\\]]+))(?::(\\d{1,5}))?");

    @ParentCommand private @Nullable AddAlertCommand parent;

    @Mixin private SubscriptionOptions wishes = new SubscriptionOptions();

    @Parameters(paramLabel = "ADDRESS", description = "To whom; a list's address for several.")
    private String to = "";

    @Option(
            names = "--smtp",
            paramLabel = "HOST[:PORT]",
            required = true,
            description = "The server that takes mail (port 587, or 465 for tls, 25 for none).")
    private String smtp = "";

    @Option(
            names = "--security",
            paramLabel = "HOW",
            defaultValue = "starttls",
            description =
                    "starttls, which must succeed; tls from the start; or none (default:"
                            + " ${DEFAULT-VALUE}).")
    private Security security = Security.STARTTLS;

    @Option(names = "--user", paramLabel = "NAME", description = "Whom to sign in as.")
    private @Nullable String user;

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description = "The environment variable with the password (default: " + VARIABLE + ").")
    private @Nullable String passwordVariable;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--from",
            paramLabel = "ADDRESS",
            description = "Whom the mail is from (default: ADDRESS).")
    private @Nullable String from;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "Trust these certificates (PEM) instead of those that Java trusts.")
    private @Nullable Path trust;

    @Option(
            names = "--allow-private",
            description = "The server may lie in this machine or a private network.")
    private boolean allowPrivate;

    @Override
    public Integer call() throws IOException {
        Objects.requireNonNull(parent)
                .add(
                        new ChannelConfig.Email(
                                to, from == null ? to : from, server(), allowPrivate),
                        wishes.wishes());
        return 0;
    }

    private MailServer server() {
        Matcher server = SERVER.matcher(smtp);
        if (!server.matches()) {
            throw new IllegalArgumentException(
                    "--smtp: '%s' is no mail server; write HOST or HOST:PORT".formatted(smtp));
        }
        String host = server.group(1) != null ? server.group(1) : server.group(2);
        int port = server.group(3) == null ? security.port() : Integer.parseInt(server.group(3));
        boolean fromVariable = passwordVariable == null && (user == null || passwordFile != null);
        return new MailServer(
                host,
                port,
                security,
                user,
                fromVariable ? null : Objects.requireNonNullElse(passwordVariable, VARIABLE),
                absolute(passwordFile),
                absolute(trust));
    }

    private static @Nullable String absolute(@Nullable Path file) {
        return file == null ? null : file.toAbsolutePath().normalize().toString();
    }
}

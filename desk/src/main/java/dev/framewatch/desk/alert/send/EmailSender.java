package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.DeliveryBatch;
import dev.framewatch.desk.alert.DeliveryException;
import dev.framewatch.desk.alert.DeliveryException.FailureKind;
import dev.framewatch.desk.alert.MailServer;
import dev.framewatch.desk.alert.MailServer.Security;
import dev.framewatch.desk.alert.OAuthClient;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.OutgoingConnections;
import dev.framewatch.desk.http.OutgoingProxy;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends email.
 *
 * @param frames source of attached frames
 * @param environment environment variables that may hold passwords and the proxy
 * @param timeout timeout for one email
 * @param tokens access tokens for servers that sign in with OAuth 2.0
 */
record EmailSender(
        EvidenceFrames frames,
        Map<String, String> environment,
        Duration timeout,
        AccessTokens tokens) {
    private static final int MAX_REASON_CHARS = 300;
    private static final int PERMANENT_REPLY_CLASS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(EmailSender.class);

    /** Replies of Microsoft 365 and Google to a correct password. */
    private static final Pattern PASSWORDS_REFUSED =
            Pattern.compile(
                    "(?i)5\\.7\\.139|5\\.7\\.9|5\\.7\\.57|basic authentication is disabled"
                            + "|SmtpClientAuthentication is disabled"
                            + "|application-specific password");

    String send(ChannelConfig.Email config, DeliveryBatch batch) throws DeliveryException {
        MailServer server = config.server();
        try {
            SSLSocketFactory certificates = MailConnection.socketFactory(server.authority());
            Session session = session(config, certificates);
            EmailMessage message = EmailMessage.of(session, config, batch, frames);
            Socket socket =
                    MailConnection.open(server, connections(config.allowPrivate()), certificates);
            send(message, (SMTPTransport) session.getTransport("smtp"), socket);
            return "accepted by " + server.host();
        } catch (AuthenticationFailedException e) {
            if (server.oauth() != null) {
                tokens.forget(server.oauth());
            }
            throw new DeliveryException(
                    FailureKind.MAY_RECOVER, server.host() + ": " + signInFailure(server, e), e);
        } catch (SendFailedException e) {
            return partial(server, e);
        } catch (MessagingException e) {
            throw new DeliveryException(failureKind(e), server.host() + ": " + reason(e), e);
        } catch (IOException e) {
            throw new DeliveryException(
                    FailureKind.MAY_RECOVER, server.host() + ": " + reason(e), e);
        }
    }

    /** A recipient that the server refuses does not keep the message from the others. */
    private static String partial(MailServer server, SendFailedException failure)
            throws DeliveryException {
        Address[] sent = failure.getValidSentAddresses();
        if (sent == null || sent.length == 0) {
            throw new DeliveryException(
                    failureKind(failure), server.host() + ": " + reason(failure), failure);
        }
        String refused =
                Stream.of(failure.getInvalidAddresses(), failure.getValidUnsentAddresses())
                        .filter(Objects::nonNull)
                        .flatMap(Stream::of)
                        .map(address -> ((InternetAddress) address).getAddress())
                        .collect(Collectors.joining(", "));
        LOG.atWarn()
                .addKeyValue("server", server.host())
                .addKeyValue("refused", refused)
                .log("email refused for some recipients");
        return "accepted by %s, but not for %s".formatted(server.host(), refused);
    }

    private static String signInFailure(MailServer server, MessagingException failure) {
        String reason = reason(failure);
        if (server.oauth() == null && PASSWORDS_REFUSED.matcher(reason).find()) {
            return reason
                    + "; this server accepts no passwords: register an application with the mail"
                    + " provider and sign in with OAuth 2.0 instead (see E-mail in"
                    + " docs/alerts.md)";
        }
        return reason;
    }

    /**
     * Sends an email within the time limit, so that a slow server cannot hold up other channels.
     */
    private void send(EmailMessage message, SMTPTransport transport, Socket socket)
            throws MessagingException, IOException {
        AtomicBoolean timedOut = new AtomicBoolean();
        Thread deadline = Thread.ofVirtual().start(() -> closeAfterTimeout(socket, timedOut));
        try {
            transport.connect(socket);
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            if (timedOut.get()) {
                throw new IOException("timed out after %d s".formatted(timeout.toSeconds()), e);
            }
            throw e;
        } finally {
            deadline.interrupt();
            closeQuietly(transport, socket);
        }
    }

    private void closeAfterTimeout(Socket socket, AtomicBoolean timedOut) {
        try {
            Thread.sleep(timeout);
            timedOut.set(true); // first: closing wakes the sender, which asks why
            socket.close();
        } catch (InterruptedException | IOException e) {
            return;
        }
    }

    /**
     * Closes the connection; errors are ignored, since the server has already accepted the email.
     */
    private static void closeQuietly(SMTPTransport transport, Socket socket) {
        try (socket) {
            transport.close();
        } catch (MessagingException | IOException e) {
            return;
        }
    }

    private OutgoingConnections connections(boolean allowPrivate) {
        return OutgoingConnections.of(
                allowPrivate ? AddressPolicy.PRIVATE_TOO : AddressPolicy.PUBLIC_ONLY,
                OutgoingProxy.of(environment));
    }

    private Session session(ChannelConfig.Email config, SSLSocketFactory certificates)
            throws IOException {
        MailServer server = config.server();
        boolean startTls = server.security() == Security.STARTTLS;
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        settings.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        settings.put("mail.smtp.ssl.socketFactory", certificates);
        settings.setProperty("mail.smtp.sendpartial", "true");
        String user = server.user();
        if (user == null) {
            return Session.getInstance(settings);
        }
        settings.setProperty("mail.smtp.auth", "true");
        String secret = secret(server);
        OAuthClient oauth = server.oauth();
        if (oauth == null) {
            return Session.getInstance(settings, new SignIn(user, secret));
        }
        settings.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        return Session.getInstance(
                settings, new SignIn(user, tokens.get(oauth, secret, config.allowPrivate())));
    }

    private String secret(MailServer server) throws IOException {
        return server.secret()
                .read(server.oauth() == null ? "the password" : "the client secret", environment);
    }

    /**
     * Classifies a failure: only replies about the email itself concern the email; all others
     * concern the server.
     */
    private static FailureKind failureKind(MessagingException failure) {
        return failure instanceof SMTPSendFailedException sending
                        && sending.getReturnCode() / 100 == PERMANENT_REPLY_CLASS
                        && String.valueOf(sending.getCommand()).strip().equals(".")
                ? FailureKind.REFUSED
                : FailureKind.MAY_RECOVER;
    }

    private static String reason(Exception failure) {
        String own = failure.getMessage();
        Throwable below =
                failure instanceof MessagingException e ? e.getNextException() : failure.getCause();
        String text = own == null ? failure.getClass().getSimpleName() : own;
        String cause = below == null ? "" : String.valueOf(below.getMessage());
        String full = cause.isEmpty() || text.contains(cause) ? text : text + ": " + cause;
        return UntrustedText.line(full, MAX_REASON_CHARS);
    }

    private static final class SignIn extends Authenticator {
        private final PasswordAuthentication credentials;

        SignIn(String user, @Nullable String password) {
            this.credentials = new PasswordAuthentication(user, password);
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return credentials;
        }
    }
}

package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.DeliveryBatch;
import dev.framewatch.desk.alert.DeliveryException;
import dev.framewatch.desk.alert.DeliveryException.FailureKind;
import dev.framewatch.desk.alert.MailServer;
import dev.framewatch.desk.alert.MailServer.Security;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.file.BoundedFile;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Sends email.
 *
 * @param frames source of attached frames
 * @param environment environment variables that may hold passwords
 * @param timeout timeout for one email
 */
record EmailSender(EvidenceFrames frames, Map<String, String> environment, Duration timeout) {
    private static final int MAX_REASON_CHARS = 300;
    private static final long MAX_PASSWORD_BYTES = 1 << 16;
    private static final int PERMANENT_REPLY_CLASS = 5;

    String send(ChannelConfig.Email config, DeliveryBatch batch) throws DeliveryException {
        MailServer server = config.server();
        try {
            SSLSocketFactory certificates = MailConnection.socketFactory(server.authority());
            Session session = session(server, certificates);
            EmailMessage message = EmailMessage.of(session, config, batch, frames);
            Socket socket =
                    MailConnection.open(server, policy(config.allowPrivate()), certificates);
            send(message, (SMTPTransport) session.getTransport("smtp"), socket);
            return "accepted by " + server.host();
        } catch (MessagingException e) {
            throw new DeliveryException(failureKind(e), server.host() + ": " + reason(e), e);
        } catch (IOException e) {
            throw new DeliveryException(
                    FailureKind.MAY_RECOVER, server.host() + ": " + reason(e), e);
        }
    }

    /**
     * Sends an email within the time limit, so that a slow server cannot hold up other channels.
     */
    private void send(EmailMessage message, SMTPTransport transport, Socket socket)
            throws MessagingException, IOException {
        Thread deadline = Thread.ofVirtual().start(() -> closeAfterTimeout(socket));
        try {
            transport.connect(socket);
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            if (!deadline.isAlive()) {
                throw new IOException("timed out after %d s".formatted(timeout.toSeconds()), e);
            }
            throw e;
        } finally {
            deadline.interrupt();
            closeQuietly(transport, socket);
        }
    }

    private void closeAfterTimeout(Socket socket) {
        try {
            Thread.sleep(timeout);
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

    private static AddressPolicy policy(boolean allowPrivate) {
        return allowPrivate ? AddressPolicy.PRIVATE_TOO : AddressPolicy.PUBLIC_ONLY;
    }

    private Session session(MailServer server, SSLSocketFactory certificates) throws IOException {
        boolean startTls = server.security() == Security.STARTTLS;
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        settings.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        settings.put("mail.smtp.ssl.socketFactory", certificates);
        String user = server.user();
        if (user == null) {
            return Session.getInstance(settings);
        }
        settings.setProperty("mail.smtp.auth", "true");
        return Session.getInstance(settings, new SignIn(user, password(server)));
    }

    private String password(MailServer server) throws IOException {
        String file = server.passwordFile();
        if (file != null) {
            List<String> lines =
                    BoundedFile.text(Path.of(file), MAX_PASSWORD_BYTES).lines().toList();
            if (lines.isEmpty() || lines.getFirst().isEmpty()) {
                throw new IOException(file + ": the first line must be the password");
            }
            return lines.getFirst();
        }
        String variable = Objects.requireNonNull(server.passwordEnvironment());
        String password = environment.getOrDefault(variable, "");
        if (password.isEmpty()) {
            throw new IOException(
                    "environment variable "
                            + variable
                            + " must hold the password; set it where the watch is started");
        }
        return password;
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
        String full = below == null ? text : text + ": " + below.getMessage();
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

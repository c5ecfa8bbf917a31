package dev.framewatch.desk.alert.send;

import static dev.framewatch.desk.alert.MailServer.Security.STARTTLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.alert.AlertEvent;
import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.DeliveryBatch;
import dev.framewatch.desk.alert.DeliveryException;
import dev.framewatch.desk.alert.Events;
import dev.framewatch.desk.alert.MailServer;
import dev.framewatch.desk.alert.MailServer.Security;
import dev.framewatch.desk.alert.Mailbox;
import dev.framewatch.desk.http.WebClients;
import dev.framewatch.testing.Images;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail through a real server, with STARTTLS, a certificate and a password. */
class EmailSenderTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir private Path home;
    @AutoClose private final WebClients web = WebClients.create(Map.of(), Clock.systemUTC());
    @AutoClose private SecureMailServer server;

    @BeforeEach
    void aServer() throws Exception {
        server = new SecureMailServer(home, "localhost", true);
    }

    @Test
    void aMailHasAPlainPartAndAPageWithTheBestFrame() throws Exception {
        byte[] jpeg = picture(home.resolve("best.jpg"));
        send(Events.parcel(Events.sighting("f1", "anna", "Grüße\n🎥", "best.jpg")));
        MimeMessage mail = server.received()[0];
        assertThat(mail.getSubject()).isEqualTo("Possible match: trump in a post by anna");
        assertThat(mail.getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("desk@example.org");
        assertThat(mail.getFrom()[0]).hasToString("watch@newsroom.example");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getMessageID()).isEqualTo("<msg_1@newsroom.example>");
        assertThat(mail.getSentDate()).isEqualTo(Events.THEN);
        MimeMultipart both = (MimeMultipart) mail.getContent();
        assertThat(both.getContentType()).startsWith("multipart/alternative");
        assertThat((String) both.getBodyPart(0).getContent())
                .contains("Score: 0.94", "> Grüße", "> 🎥", AlertText.LEAD);
        MimeMultipart related = (MimeMultipart) both.getBodyPart(1).getContent();
        assertThat(related.getContentType()).startsWith("multipart/related");
        assertThat((String) related.getBodyPart(0).getContent())
                .contains("<img src=\"cid:frame1@framewatch\"", "Grüße<br>🎥", AlertText.LEAD);
        BodyPart picture = related.getBodyPart(1);
        assertThat(picture.getContentType()).startsWith("image/jpeg");
        assertThat(picture.getHeader("Content-ID")).containsExactly("<frame1@framewatch>");
        assertThat(picture.getDisposition()).isEqualTo("inline");
        assertThat(picture.getInputStream().readAllBytes()).isEqualTo(jpeg);
    }

    @Test
    void onlyGreetingsAreSentBeforeTheConnectionIsEncrypted() throws Exception {
        send(Events.parcel(Events.outage()));
        assertThat(server.received()).hasSize(1);
        assertThat(server.saidInTheOpen())
                .allMatch(line -> line.startsWith("EHLO") || line.equals("STARTTLS"));
    }

    @Test
    void aServerWithoutStarttlsGetsNeitherMailNorPassword() throws Exception {
        try (SecureMailServer open = new SecureMailServer(home, "localhost", false)) {
            assertThatThrownBy(() -> send(open, "localhost", Events.parcel(Events.outage())))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("STARTTLS is required");
            assertThat(open.saidInTheOpen()).noneMatch(line -> line.startsWith("AUTH"));
            assertThat(open.received()).isEmpty();
        }
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() throws Exception {
        try (SecureMailServer other = new SecureMailServer(home, "other.example", true)) {
            assertThatThrownBy(() -> send(other, "localhost", Events.parcel(Events.outage())))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("Could not convert socket to TLS");
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        assertThatThrownBy(() -> send(route(server, "localhost", STARTTLS, null), environment()))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("certification path");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void aConnectionCanBePrivateFromTheStart() throws Exception {
        server.privateFromTheStart();
        send(route(server, "localhost", Security.TLS, server.certificate()), environment());
        assertThat(server.received()).hasSize(1);
        assertThat(server.saidInTheOpen()).isEmpty();
    }

    @Test
    void aCertificateOfAnotherNameIsRefusedFromTheStartAsWell() throws Exception {
        try (SecureMailServer other =
                new SecureMailServer(home, "other.example", true).privateFromTheStart()) {
            assertThatThrownBy(() ->
                            send(
                                    route(other, "localhost", Security.TLS, other.certificate()),
                                    environment()))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("localhost");
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsAFailureThatDoesNotRepeatIt() {
        assertThatThrownBy(() ->
                        send(
                                route(server, "localhost", STARTTLS, server.certificate()),
                                Map.of("SMTP_PASSWORD", "not-it")))
                .isInstanceOf(DeliveryException.class)
                .hasMessageNotContainingAny("not-it", SecureMailServer.PASSWORD);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void aMissingPasswordIsReportedWithTheNameOfItsVariable() {
        assertThatThrownBy(() ->
                        send(route(server, "localhost", STARTTLS, server.certificate()), Map.of()))
                .hasMessageContaining("SMTP_PASSWORD");
    }

    @Test
    void aPasswordCanLieInAFile() throws Exception {
        Path file = home.resolve("password");
        Files.writeString(file, SecureMailServer.PASSWORD + "\n");
        MailServer mailServer =
                new MailServer(
                        "localhost",
                        server.port(),
                        STARTTLS,
                        SecureMailServer.USER,
                        null,
                        file.toString(),
                        server.certificate(),
                        null);
        send(
                new ChannelConfig.Email(
                        Mailbox.listOf("desk@example.org"),
                        Mailbox.of("watch@newsroom.example"),
                        mailServer,
                        true),
                Map.of());
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void aHostileAuthorAddsNoHeaderAndAHostileCaptionNoMarkup() throws Exception {
        send(Hostile.parcel());
        MimeMessage mail = server.received()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getSubject())
                .startsWith(
                        "Possible match: trump in a post by anna Bcc: victim@example.org"
                                + " <b>@channel")
                .doesNotContain("\r", "\n", "\u202E");
        MimeMultipart related =
                (MimeMultipart) ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent();
        assertThat((String) related.getBodyPart(0).getContent())
                .contains("&lt;script&gt;")
                .doesNotContain("<script", "<b>", "<at>", "href=\"http://evil");
    }

    @Test
    void aSubjectOfAnyScriptArrivesAsItWas() throws Exception {
        send(Events.parcel(Events.sighting("f1", "Ödön 火 🎥", "", null)));
        assertThat(server.received()[0].getSubject())
                .isEqualTo("Possible match: trump in a post by Ödön 火 🎥");
        assertThat(server.received()[0].getHeader("Subject")[0]).matches("\\p{ASCII}+");
    }

    @Test
    void aPictureThatIsGoneOrNoneIsLeftOut() throws Exception {
        Files.writeString(home.resolve("page.jpg"), "<html>");
        send(
                Events.parcel(
                        Events.sighting("f1", "a", "", "gone.jpg"),
                        Events.sighting("f2", "b", "", "page.jpg")));
        MimeMultipart both = (MimeMultipart) server.received()[0].getContent();
        MimeMultipart related = (MimeMultipart) both.getBodyPart(1).getContent();
        assertThat(related.getCount()).isEqualTo(1);
        assertThat((String) related.getBodyPart(0).getContent()).doesNotContain("<img");
    }

    @Test
    void aMailThatIsSentAgainHasTheSameMessageId() throws Exception {
        DeliveryBatch batch = Events.parcel(Events.outage());
        send(batch);
        send(batch);
        assertThat(server.received()[1].getMessageID())
                .isEqualTo(server.received()[0].getMessageID());
    }

    @Test
    void aDigestIsOneMailWithAllOfIt() throws Exception {
        AlertEvent[] events = {Events.sighting("f1"), Events.trend(), Events.recovery()};
        send(Events.parcel(events));
        MimeMessage mail = server.received()[0];
        assertThat(mail.getSubject()).isEqualTo("Digest: 3 alerts");
        assertThat((String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent())
                .contains(
                        "Possible match: trump",
                        "Trend: trump",
                        "41 in 310 posts",
                        "1 in 81,301",
                        "feed has recovered");
    }

    @Test
    void aServerInThisMachineIsNotConnectedToUnlessThatWasAllowed() {
        ChannelConfig.Email open = route(server, "localhost", STARTTLS, server.certificate());
        ChannelConfig.Email shut =
                new ChannelConfig.Email(open.to(), open.from(), open.server(), false);
        assertThatThrownBy(() -> send(shut, environment()))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("private network");
        assertThat(server.saidInTheOpen()).isEmpty();
    }

    @Test
    void aServerThatIsNotThereMayComeBack() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        MailServer nobody =
                new MailServer("localhost", port, Security.NONE, null, null, null, null, null);
        assertThatThrownBy(() ->
                        send(
                                new ChannelConfig.Email(
                                        Mailbox.listOf("a@example.org"),
                                        Mailbox.of("b@example.org"),
                                        nobody,
                                        true),
                                Map.of()))
                .isInstanceOfSatisfying(
                        DeliveryException.class,
                        failure ->
                                assertThat(failure.failureKind())
                                        .isEqualTo(DeliveryException.FailureKind.MAY_RECOVER));
    }

    @Test
    void aSilentServerTimesOut() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MailServer mute =
                    new MailServer(
                            "localhost",
                            silent.getLocalPort(),
                            Security.NONE,
                            null,
                            null,
                            null,
                            null,
                            null);
            EmailSender hasty =
                    new EmailSender(
                            new EvidenceFrames(home),
                            Map.of(),
                            Duration.ofSeconds(1),
                            new AccessTokens(web, Clock.systemUTC()));
            ChannelConfig.Email route =
                    new ChannelConfig.Email(
                            Mailbox.listOf("a@example.org"),
                            Mailbox.of("b@example.org"),
                            mute,
                            true);
            assertThatThrownBy(() -> hasty.send(route, Events.parcel(Events.outage())))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageStartingWith("localhost: timed out after 1 s");
        }
    }

    @Test
    void severalRecipientsAndTheirDisplayNamesArriveInAnyScript() throws Exception {
        ChannelConfig.Email known = route(server, "localhost", STARTTLS, server.certificate());
        send(
                new ChannelConfig.Email(
                        Mailbox.listOf(
                                "Redaktion Zürich <desk@example.org>, \"Öz, Ayşe\""
                                        + " <ayse@bücher.example>"),
                        Mailbox.of("Framewatch Köln <watch@newsroom.example>"),
                        known.server(),
                        true),
                environment());
        MimeMessage mail = server.received()[0];
        assertThat(mail.getAllRecipients())
                .extracting(address -> ((InternetAddress) address).getPersonal())
                .containsExactly("Redaktion Zürich", "Öz, Ayşe");
        assertThat(mail.getAllRecipients())
                .extracting(address -> ((InternetAddress) address).getAddress())
                .containsExactly("desk@example.org", "ayse@xn--bcher-kva.example");
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal())
                .isEqualTo("Framewatch Köln");
        assertThat(mail.getHeader("To")[0]).matches("[\\p{ASCII}]+");
        assertThat(server.received()).hasSize(2); // one message, for each of the two mailboxes
    }

    @Test
    void settingsThatWouldGiveAPasswordAwayOrMakeNoSenseAreRefused() {
        assertThatThrownBy(() ->
                        new MailServer(
                                "m.example", 25, Security.NONE, "desk", "P", null, null, null))
                .hasMessageContaining("not sent unencrypted");
        assertThatThrownBy(() ->
                        new MailServer(
                                "m.example", 25, Security.TLS, "desk", null, null, null, null))
                .hasMessageContaining("either as");
        assertThatThrownBy(() ->
                        new MailServer(
                                "m.example", 70_000, Security.TLS, null, null, null, null, null))
                .hasMessageContaining("65535");
        for (String to : List.of("a@b\r\nBcc: c@d", "a", "a b@c", "<a@b>", "a@b,c@d")) {
            assertThatThrownBy(() -> Mailbox.of(to)).hasMessageContaining("invalid e-mail address");
        }
    }

    private void send(DeliveryBatch batch) throws Exception {
        send(server, "localhost", batch);
    }

    private void send(SecureMailServer through, String host, DeliveryBatch batch) throws Exception {
        sender(environment()).send(route(through, host, STARTTLS, through.certificate()), batch);
    }

    private void send(ChannelConfig.Email route, Map<String, String> environment) throws Exception {
        sender(environment).send(route, Events.parcel(Events.outage()));
    }

    private EmailSender sender(Map<String, String> environment) {
        return new EmailSender(
                new EvidenceFrames(home),
                environment,
                LONG,
                new AccessTokens(web, Clock.systemUTC()));
    }

    private static Map<String, String> environment() {
        return Map.of("SMTP_PASSWORD", SecureMailServer.PASSWORD);
    }

    private static ChannelConfig.Email route(
            SecureMailServer through, String host, Security security, @Nullable String authority) {
        return new ChannelConfig.Email(
                Mailbox.listOf("desk@example.org"),
                Mailbox.of("watch@newsroom.example"),
                new MailServer(
                        host,
                        through.port(),
                        security,
                        SecureMailServer.USER,
                        "SMTP_PASSWORD",
                        null,
                        authority,
                        null),
                true);
    }

    private static byte[] picture(Path file) throws Exception {
        return Files.readAllBytes(Images.writeJpeg(file, Images.black(32, 24)));
    }
}

package dev.framewatch.desk.alert.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.DeliveryException;
import dev.framewatch.desk.alert.Events;
import dev.framewatch.desk.alert.MailServer;
import dev.framewatch.desk.alert.MailServer.Security;
import dev.framewatch.desk.alert.Mailbox;
import dev.framewatch.desk.http.OutgoingProxy;
import dev.framewatch.desk.http.TunnelServer;
import dev.framewatch.desk.http.WebClients;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail through an outgoing proxy, to a server whose name only the proxy resolves. */
class EmailProxyTest {
    private static final String CONNECTED = "HTTP/1.1 200 Connection established";

    @TempDir private Path home;
    @AutoClose private final WebClients web = WebClients.create(Map.of(), Clock.systemUTC());

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void mailGoesThroughTheProxyAndTheCertificateIsThatOfTheMailServer(Security security)
            throws Exception {
        try (SecureMailServer server = server("smtp.example", security);
                TunnelServer proxy = new TunnelServer(server.port(), CONNECTED)) {
            send("smtp.example", security, server, proxy);
            assertThat(server.received()).hasSize(1);
            assertThat(proxy.heads())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT smtp.example:587 HTTP/1.1\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void aCertificateOfAnotherNameIsRefusedThroughTheProxyAsWell(Security security)
            throws Exception {
        try (SecureMailServer server = server("localhost", security);
                TunnelServer proxy = new TunnelServer(server.port(), CONNECTED)) {
            assertThatThrownBy(() -> send("smtp.example", security, server, proxy))
                    .isInstanceOf(DeliveryException.class)
                    .hasStackTraceContaining("smtp.example");
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void aProxyThatRefusesThePortIsNamed() throws Exception {
        try (SecureMailServer server = new SecureMailServer(home, "smtp.example", true);
                TunnelServer proxy = new TunnelServer(server.port(), "HTTP/1.1 403 Forbidden")) {
            assertThatThrownBy(() -> send("smtp.example", Security.STARTTLS, server, proxy))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessage(
                            "smtp.example: the proxy 127.0.0.1:%d: refused the connection (HTTP/1.1"
                                    + " 403 Forbidden)",
                            proxy.port());
        }
    }

    private SecureMailServer server(String name, Security security) throws Exception {
        SecureMailServer server = new SecureMailServer(home, name, true);
        return security == Security.TLS ? server.privateFromTheStart() : server;
    }

    private void send(String host, Security security, SecureMailServer server, TunnelServer proxy)
            throws Exception {
        Map<String, String> environment =
                Map.of(
                        "SMTP_PASSWORD",
                        SecureMailServer.PASSWORD,
                        OutgoingProxy.VARIABLE,
                        "http://127.0.0.1:" + proxy.port(),
                        OutgoingProxy.NAMES_VARIABLE,
                        "proxy");
        MailServer through =
                new MailServer(
                        host,
                        587,
                        security,
                        SecureMailServer.USER,
                        "SMTP_PASSWORD",
                        null,
                        server.certificate(),
                        null);
        ChannelConfig.Email route =
                new ChannelConfig.Email(
                        Mailbox.listOf("desk@example.org"),
                        Mailbox.of("watch@newsroom.example"),
                        through,
                        false);
        new EmailSender(
                        new EvidenceFrames(home),
                        environment,
                        Duration.ofMinutes(1),
                        new AccessTokens(web, Clock.systemUTC()))
                .send(route, Events.parcel(Events.outage()));
    }
}

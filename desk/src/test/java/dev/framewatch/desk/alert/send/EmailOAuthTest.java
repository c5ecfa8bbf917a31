package dev.framewatch.desk.alert.send;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.DeliveryException;
import dev.framewatch.desk.alert.Events;
import dev.framewatch.desk.alert.MailServer;
import dev.framewatch.desk.alert.MailServer.Security;
import dev.framewatch.desk.alert.Mailbox;
import dev.framewatch.desk.alert.OAuthClient;
import dev.framewatch.desk.http.WebClients;
import dev.framewatch.testing.LoopbackSite;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail through servers that sign in with OAuth 2.0, or refuse passwords. */
class EmailOAuthTest {
    @TempDir private Path home;
    @AutoClose private final WebClients web = WebClients.create(Map.of(), Clock.systemUTC());
    @AutoClose private SecureMailServer server;

    @BeforeEach
    void aServer() throws Exception {
        server = new SecureMailServer(home, "localhost", true);
    }

    @Test
    void aServerThatSignsInWithOAuthGetsTheTokenAndNeverTheClientSecret() throws Exception {
        List<String> forms = new CopyOnWriteArrayList<>();
        try (LoopbackSite authority =
                new LoopbackSite()
                        .on(
                                "/token",
                                exchange -> {
                                    forms.add(
                                            new String(
                                                    exchange.getRequestBody().readAllBytes(),
                                                    US_ASCII));
                                    // GreenMail takes its password for the token
                                    json("""
                                    {"token_type":"Bearer","expires_in":3599,
                                     "access_token":"%s"}\
                                    """
                                                    .formatted(SecureMailServer.PASSWORD))
                                            .to(exchange);
                                })) {
            EmailSender sender = sender(Map.of("SMTP_PASSWORD", "s3cr3t&more"));
            ChannelConfig.Email route = withOAuth(authority.at("/token"));
            sender.send(route, Events.parcel(Events.outage()));
            sender.send(route, Events.parcel(Events.outage()));
        }
        assertThat(server.received()).hasSize(2);
        assertThat(forms)
                .containsExactly(
                        "grant_type=client_credentials&client_id=app-1"
                                + "&client_secret=s3cr3t%26more&scope=mail.send");
    }

    @Test
    void anAuthorityThatGrantsNoTokenIsQuotedWithoutTheSecret() throws Exception {
        try (LoopbackSite authority =
                new LoopbackSite()
                        .on(
                                "/token",
                                exchange -> {
                                    byte[] answer =
                                            """
                                            {"error":"invalid_client","error_description":\
                                            "AADSTS7000215: Invalid client secret s3cr3t"}\
                                            """
                                                    .getBytes(US_ASCII);
                                    exchange.sendResponseHeaders(401, answer.length);
                                    exchange.getResponseBody().write(answer);
                                })) {
            assertThatThrownBy(() ->
                            sender(Map.of("SMTP_PASSWORD", "s3cr3t"))
                                    .send(
                                            withOAuth(authority.at("/token")),
                                            Events.parcel(Events.outage())))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("401: invalid_client AADSTS7000215")
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    @Test
    void aServerThatRefusesPasswordsLeadsToOAuth() throws Exception {
        server.refusesSignIn(
                "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for"
                        + " the Tenant.");
        assertThatThrownBy(() ->
                        sender(Map.of("SMTP_PASSWORD", SecureMailServer.PASSWORD))
                                .send(route(null), Events.parcel(Events.outage())))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContainingAll("5.7.139", "sign in with OAuth 2.0", "docs/alerts.md");
    }

    private EmailSender sender(Map<String, String> environment) {
        return new EmailSender(
                new EvidenceFrames(home),
                environment,
                Duration.ofMinutes(1),
                new AccessTokens(web, Clock.systemUTC()));
    }

    private ChannelConfig.Email withOAuth(URI tokenUrl) {
        return route(new OAuthClient(tokenUrl, "app-1", "mail.send"));
    }

    private ChannelConfig.Email route(@Nullable OAuthClient oauth) {
        return new ChannelConfig.Email(
                Mailbox.listOf("desk@example.org"),
                Mailbox.of("watch@newsroom.example"),
                new MailServer(
                        "localhost",
                        server.port(),
                        Security.STARTTLS,
                        SecureMailServer.USER,
                        "SMTP_PASSWORD",
                        null,
                        server.certificate(),
                        oauth),
                true);
    }

    private static LoopbackSite.Reply json(String text) {
        return LoopbackSite.content("application/json", text.getBytes(US_ASCII));
    }
}

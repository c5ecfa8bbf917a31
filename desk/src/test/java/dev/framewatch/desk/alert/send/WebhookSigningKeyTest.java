package dev.framewatch.desk.alert.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.alert.Channel;
import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.Events;
import dev.framewatch.desk.alert.Receiver;
import dev.framewatch.desk.alert.SecretStore;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.store.Database;
import dev.framewatch.home.Home;
import dev.framewatch.testing.MutableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSigningKeyTest {
    @TempDir private Path home;

    /** The example that libraries of Standard Webhooks are tested with. */
    @Test
    void theSignatureIsThatOfTheStandard() {
        WebhookSigningKey key = new WebhookSigningKey("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        assertThat(key.signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aReceiverCanVerifyWhatItGets() throws Exception {
        WebhookSigningKey key = WebhookSigningKey.random();
        new SecretStore(Home.in(home)).write("desk", key.text());
        try (Database database = Database.open(Home.in(home));
                Receiver receiver = new Receiver();
                SenderFactory senders =
                        new SenderFactory(
                                Home.in(home),
                                database,
                                new MutableClock("2026-03-02T10:15:00Z"),
                                Map.of())) {
            senders.send(
                    new Channel(
                            "desk",
                            new ChannelConfig.Webhook(receiver.address(), true),
                            SubscriptionFilter.all(ZoneOffset.UTC),
                            Instant.EPOCH),
                    Events.parcel(Events.sighting("f1", "Ödön", "Grüße 🎥", null)));
            Receiver.Request got = receiver.requests().getFirst();
            assertThat(got.header("content-type")).isEqualTo("application/json");
            String content =
                    got.header("webhook-id")
                            + "."
                            + got.header("webhook-timestamp")
                            + "."
                            + got.text();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            Base64.getDecoder().decode(key.text().substring("whsec_".length())),
                            "HmacSHA256"));
            String expected =
                    Base64.getEncoder()
                            .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
            assertThat(got.header("webhook-signature")).isEqualTo("v1," + expected);
            assertThat(got.header("webhook-timestamp")).isEqualTo("1772446500");
            assertThat(got.json().at("/data/post/caption").asString()).isEqualTo("Grüße 🎥");
            assertThat(got.json().at("/data/caution").asString()).contains("not an identification");
            assertThat(got.json().at("/timestamp").asString()).isEqualTo("2026-03-02T10:15:00Z");
        }
    }

    @Test
    void aNewKeyIsLikeNoOtherAndDoesNotShowItself() {
        WebhookSigningKey key = WebhookSigningKey.random();
        assertThat(key.text()).startsWith("whsec_").isNotEqualTo(WebhookSigningKey.random().text());
        assertThat(key.toString()).doesNotContain(key.text().substring(6));
    }

    @Test
    void onlyTheOwnerCanOpenTheFolderOfKeys() throws Exception {
        new SecretStore(Home.in(home)).write("desk", "whsec_x");
        assertThat(Files.getPosixFilePermissions(home.resolve("secrets")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_c2hvcnQ=", "whsec_!!!", "secret"})
    void anInvalidKeyIsRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> new WebhookSigningKey(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a webhook key must be whsec_ followed by 24 to 64 bytes in Base64");
    }
}

package dev.framewatch.desk.alert.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookKeysTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:15:00Z");
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private final WebhookSigningKey first = WebhookSigningKey.random();
    private final WebhookSigningKey second = WebhookSigningKey.random();

    @Test
    void afterARotationMessagesHaveTwoSignaturesUntilTheOverlapEnds() {
        WebhookKeys keys = new WebhookKeys(first).rotated(second, NOW, Duration.ofDays(1));
        long now = NOW.getEpochSecond();
        assertThat(keys.signatures("m", NOW, BODY))
                .isEqualTo(
                        second.signature("m", now, BODY) + " " + first.signature("m", now, BODY));
        Instant end = NOW.plus(Duration.ofDays(1));
        assertThat(keys.signatures("m", end, BODY))
                .isEqualTo(second.signature("m", end.getEpochSecond(), BODY));
    }

    @Test
    void theStoredFormIsReadAgainAndOneKeyAloneIsWhatEarlierVersionsWrote() {
        WebhookKeys rotated = new WebhookKeys(first).rotated(second, NOW, Duration.ofDays(1));
        assertThat(WebhookKeys.parse(rotated.text())).isEqualTo(rotated);
        assertThat(WebhookKeys.parse(first.text())).isEqualTo(new WebhookKeys(first));
        assertThat(rotated.toString()).doesNotContain(first.text(), second.text());
    }

    @Test
    void withoutAnOverlapThePreviousKeyEndsAtOnce() {
        assertThat(new WebhookKeys(first).rotated(second, NOW, Duration.ZERO))
                .isEqualTo(new WebhookKeys(second));
    }

    @Test
    void aReceiverMayGiveAKeyInItsOwnForm() {
        WebhookSigningKey raw = WebhookSigningKey.given("a-key-of-our-own-32-bytes-long!!");
        assertThat(raw.text()).isEqualTo("whsec_YS1rZXktb2Ytb3VyLW93bi0zMi1ieXRlcy1sb25nISE=");
        assertThat(WebhookSigningKey.given(first.text())).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "whsec_x", "whsec_%%%"})
    void aKeyThatIsTooShortIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> WebhookSigningKey.given(text))
                .hasMessageContaining("24 to 64 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\nwhsec_x then"})
    void aDamagedFileIsRefused(String text) {
        assertThatThrownBy(() -> WebhookKeys.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

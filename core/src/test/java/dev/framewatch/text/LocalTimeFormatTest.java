package dev.framewatch.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LocalTimeFormatTest {
    private static final Instant SUMMER = Instant.parse("2026-07-01T23:30:15Z");
    private static final Instant WINTER = Instant.parse("2026-12-01T23:30:15Z");

    @Test
    void timesHaveTheirDateAndTheOffsetThatHeldThen() {
        LocalTimeFormat berlin = new LocalTimeFormat(ZoneId.of("Europe/Berlin"));
        assertThat(berlin.minute(SUMMER)).isEqualTo("2026-07-02 01:30 +02:00");
        assertThat(berlin.second(WINTER)).isEqualTo("2026-12-02 00:30:15 +01:00");
    }

    @Test
    void withoutAnOffsetItIsUtc() {
        assertThat(new LocalTimeFormat(ZoneOffset.UTC).minute(SUMMER))
                .isEqualTo("2026-07-01 23:30 UTC");
    }
}

package dev.framewatch.desk.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.InvalidFieldException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    @ParameterizedTest
    @CsvSource({
        "1h, 2026-01-10T20:10:00Z, 2026-01-10T21:10:00Z",
        "30m, 2026-01-10T20:10:00Z, 2026-01-10T20:40:00Z",
        "1d, 2026-01-10T20:10:00Z, 2026-01-11T20:10:00Z",
        "daily@08:00, 2026-01-10T06:59:00Z, 2026-01-10T07:00:00Z",
        "daily@08:00, 2026-01-10T07:00:00Z, 2026-01-11T07:00:00Z",
        "daily@08:00, 2026-03-28T07:00:00Z, 2026-03-29T06:00:00Z",
        "daily@02:30, 2026-03-28T23:00:00Z, 2026-03-29T01:30:00Z",
        "daily@02:30, 2026-10-25T00:31:00Z, 2026-10-26T01:30:00Z",
    })
    void aDigestIsDueOnceAfterTheFirstOfIt(String digest, Instant first, Instant due) {
        assertThat(Digest.parse(digest).due(first, ZoneId.of("Europe/Berlin"))).isEqualTo(due);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1h", "90m", "48h", "daily@08:00", "daily@23:59"})
    void aDigestIsWrittenAsItIsRead(String text) {
        assertThat(Digest.parse(text)).hasToString(text);
        assertThat(Digest.parse(Digest.parse(text).toString())).isEqualTo(Digest.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hourly", "1w", "daily", "daily@24:00", "0m", "8d", "99999h"})
    void anInvalidDigestIsRefused(String text) {
        assertThatThrownBy(() -> Digest.parse(text)).isInstanceOf(InvalidFieldException.class);
    }
}

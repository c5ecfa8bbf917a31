package dev.framewatch.desk.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "22:00-07:00, 2026-01-10T20:59:59Z, ",
        "22:00-07:00, 2026-01-10T21:00:00Z, 2026-01-11T06:00:00Z",
        "22:00-07:00, 2026-01-11T05:59:59Z, 2026-01-11T06:00:00Z",
        "22:00-07:00, 2026-01-11T06:00:00Z, ",
        "12:00-13:30, 2026-01-11T11:00:00Z, 2026-01-11T12:30:00Z",
        "12:00-13:30, 2026-01-11T12:30:00Z, ",
        "12:00-13:30, 2026-01-11T10:59:00Z, ",
    })
    void quietHoursBeginAndEndByTheClockOnTheWall(String hours, Instant now, Instant end) {
        assertThat(QuietHours.parse(hours).end(now, BERLIN).orElse(null)).isEqualTo(end);
    }

    /** Clocks go from 2 to 3 on 29 March 2026, and from 3 back to 2 on 25 October. */
    @ParameterizedTest
    @CsvSource({
        "22:00-07:00, 2026-03-28T21:00:00Z, 2026-03-29T05:00:00Z",
        "22:00-07:00, 2026-10-24T20:00:00Z, 2026-10-25T06:00:00Z",
        "22:00-02:30, 2026-03-28T23:00:00Z, 2026-03-29T01:30:00Z",
        "22:00-02:30, 2026-03-29T01:30:00Z, ",
        "22:00-02:30, 2026-10-25T00:31:00Z, 2026-10-25T01:30:00Z",
        "22:00-02:30, 2026-10-25T01:29:59Z, 2026-10-25T01:30:00Z",
        "22:00-02:30, 2026-10-25T01:30:00Z, ",
        "02:30-06:00, 2026-03-29T01:15:00Z, ",
        "02:30-06:00, 2026-03-29T01:30:00Z, 2026-03-29T04:00:00Z",
    })
    void aNightInWhichClocksChangeHasOneBeginningAndOneEnd(String hours, Instant now, Instant end) {
        assertThat(QuietHours.parse(hours).end(now, BERLIN).orElse(null)).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "22-7", "22:00", "24:00-07:00", "22:60-07:00", "night"})
    void whatAreNoHoursIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> QuietHours.parse(text)).hasMessageContaining("22:00-07:00");
    }

    @Test
    void noHoursAtAllAreRefused() {
        assertThatThrownBy(() -> QuietHours.parse("08:00-08:00")).hasMessageContaining("pause it");
    }
}

package dev.framewatch.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * Formats times for people: the date, and the time in one zone with its offset from UTC, as in
 * {@code 2026-03-01 13:00 +01:00}.
 *
 * @param zone the zone of the reader
 */
public record LocalTimeFormat(ZoneId zone) {
    private static final DateTimeFormatter MINUTE = pattern("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter SECOND = pattern("uuuu-MM-dd HH:mm:ss");

    private static DateTimeFormatter pattern(String local) {
        return new DateTimeFormatterBuilder()
                .appendPattern(local + " ")
                .appendOffset("+HH:MM", "UTC")
                .toFormatter(Locale.ROOT);
    }

    /** Returns a time to the minute. */
    public String minute(Instant time) {
        return MINUTE.format(time.atZone(zone));
    }

    /** Returns a time to the second. */
    public String second(Instant time) {
        return SECOND.format(time.atZone(zone));
    }
}

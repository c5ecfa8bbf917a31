package dev.framewatch.web.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time as people read it.
 *
 * @param text the time of today, or else the date and the time, in the zone of the desk
 * @param instant the exact instant, in UTC
 */
record TimeText(String text, String instant) {
    private static final DateTimeFormatter TODAY =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter EARLIER =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ROOT);

    static TimeText of(Instant instant, Instant now, ZoneId zone) {
        ZonedDateTime time = instant.atZone(zone);
        boolean isToday = time.toLocalDate().equals(LocalDate.ofInstant(now, zone));
        return new TimeText((isToday ? TODAY : EARLIER).format(time), instant.toString());
    }
}

package dev.framewatch.desk.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.framewatch.error.InvalidFieldException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of each day in which nothing is sent. Where clocks are put back they last until the second
 * time that their end is shown.
 *
 * @param from the first quiet moment
 * @param to the first moment that is not quiet; on the next day unless it is later than {@code
 *     from}
 */
public record QuietHours(LocalTime from, LocalTime to) {
    private static final Pattern TEXT =
            Pattern.compile("([01]?\\d|2[0-3]):([0-5]\\d)-([01]?\\d|2[0-3]):([0-5]\\d)");

    public QuietHours {
        if (from.equals(to)) {
            throw new InvalidFieldException(
                    "quiet",
                    "'%s-%s' is no time at all, or all day; to stop a channel, pause it"
                            .formatted(from, to));
        }
    }

    /** Reads {@code 22:00-07:00}. */
    @JsonCreator
    public static QuietHours parse(String text) {
        Matcher found = TEXT.matcher(text.strip());
        if (!found.matches()) {
            throw new InvalidFieldException(
                    "quiet", "'%s' are no quiet hours; write them as 22:00-07:00".formatted(text));
        }
        return new QuietHours(time(found, 1), time(found, 3));
    }

    private static LocalTime time(Matcher found, int group) {
        return LocalTime.of(
                Integer.parseInt(found.group(group)), Integer.parseInt(found.group(group + 1)));
    }

    /** When the quiet that holds now ends; empty when it is not quiet. */
    public Optional<Instant> end(Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        for (LocalDate day : List.of(today.minusDays(1), today)) {
            LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
            Instant start = day.atTime(from).atZone(zone).toInstant();
            Instant end = last.atTime(to).atZone(zone).withLaterOffsetAtOverlap().toInstant();
            if (!now.isBefore(start) && now.isBefore(end)) {
                return Optional.of(end);
            }
        }
        return Optional.empty();
    }

    @Override
    @JsonValue
    public String toString() {
        return from + "-" + to;
    }
}

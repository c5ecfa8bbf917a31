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
 * Daily period without messages. When clocks are set back, it lasts until the second occurrence of
 * its end time.
 *
 * @param from start, inclusive
 * @param to end, exclusive; on the next day unless it is later than {@code from}
 */
public record QuietHours(LocalTime from, LocalTime to) {
    private static final Pattern TEXT =
            Pattern.compile("([01]?\\d|2[0-3]):([0-5]\\d)-([01]?\\d|2[0-3]):([0-5]\\d)");

    public QuietHours {
        if (from.equals(to)) {
            throw new InvalidFieldException(
                    "quiet",
                    "quiet hours '%s-%s' are empty or last all day; to stop a channel, pause it"
                            .formatted(from, to));
        }
    }

    /**
     * Parses {@code 22:00-07:00}.
     *
     * @throws InvalidFieldException if the text is not such a period
     */
    @JsonCreator
    public static QuietHours parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new InvalidFieldException(
                    "quiet", "invalid quiet hours '%s', expected e.g. 22:00-07:00".formatted(text));
        }
        return new QuietHours(time(matcher, 1), time(matcher, 3));
    }

    private static LocalTime time(Matcher matcher, int group) {
        return LocalTime.of(
                Integer.parseInt(matcher.group(group)), Integer.parseInt(matcher.group(group + 1)));
    }

    /** Returns the end of the current quiet period; empty if it is not quiet now. */
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

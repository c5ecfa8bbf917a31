package dev.framewatch.desk.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.framewatch.error.InvalidFieldException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Schedule for combining messages into one. Nothing is sent if there are no messages. */
public sealed interface Digest {
    Pattern SPAN = Pattern.compile("(\\d{1,4})([mhd])");
    Pattern DAILY = Pattern.compile("daily@([01]?\\d|2[0-3]):([0-5]\\d)");

    /**
     * A digest of all messages in a period after the first one.
     *
     * @param span length of the period, 1 minute to 7 days
     */
    record Every(Duration span) implements Digest {
        private static final Duration MIN_LENGTH = Duration.ofMinutes(1);
        private static final Duration MAX_LENGTH = Duration.ofDays(7);

        public Every {
            if (span.compareTo(MIN_LENGTH) < 0 || span.compareTo(MAX_LENGTH) > 0) {
                throw new InvalidFieldException(
                        "digest", "the digest period must be between 1 minute and 7 days");
            }
        }

        @Override
        @JsonValue
        public String toString() {
            return span.toMinutes() % 60 == 0 ? span.toHours() + "h" : span.toMinutes() + "m";
        }
    }

    /**
     * A daily digest.
     *
     * @param at local time at which it is sent
     */
    record Daily(LocalTime at) implements Digest {
        @Override
        @JsonValue
        public String toString() {
            return "daily@" + at;
        }
    }

    /**
     * Parses {@code 1h}, {@code 30m}, {@code 1d} or {@code daily@08:00}.
     *
     * @throws InvalidFieldException if the text is not a digest schedule
     */
    @JsonCreator
    static Digest parse(String text) {
        Matcher daily = DAILY.matcher(text.strip());
        if (daily.matches()) {
            return new Daily(
                    LocalTime.of(
                            Integer.parseInt(daily.group(1)), Integer.parseInt(daily.group(2))));
        }
        Matcher span = SPAN.matcher(text.strip());
        if (span.matches()) {
            long count = Long.parseLong(span.group(1));
            return new Every(
                    switch (span.group(2)) {
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    });
        }
        throw new InvalidFieldException(
                "digest",
                "invalid digest '%s', expected e.g. 1h, 30m or daily@08:00".formatted(text));
    }

    /**
     * Returns the time at which the digest is sent.
     *
     * @param first time of its first message
     * @param zone time zone of the local time
     */
    default Instant due(Instant first, ZoneId zone) {
        return switch (this) {
            case Every(Duration span) -> first.plus(span);
            case Daily(LocalTime at) -> {
                LocalDate day = first.atZone(zone).toLocalDate();
                Instant today = day.atTime(at).atZone(zone).toInstant();
                yield today.isAfter(first)
                        ? today
                        : day.plusDays(1).atTime(at).atZone(zone).toInstant();
            }
        };
    }
}

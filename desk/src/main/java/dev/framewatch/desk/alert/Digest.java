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

/** Several messages as one. Where nothing came up, nothing is sent. */
public sealed interface Digest {
    Pattern SPAN = Pattern.compile("(\\d{1,4})([mhd])");
    Pattern DAILY = Pattern.compile("daily@([01]?\\d|2[0-3]):([0-5]\\d)");

    /**
     * All that came up since the first of it.
     *
     * @param span from the first to the digest, a minute to a week
     */
    record Every(Duration span) implements Digest {
        private static final Duration MIN_LENGTH = Duration.ofMinutes(1);
        private static final Duration MAX_LENGTH = Duration.ofDays(7);

        public Every {
            if (span.compareTo(MIN_LENGTH) < 0 || span.compareTo(MAX_LENGTH) > 0) {
                throw new InvalidFieldException(
                        "digest",
                        "a digest goes out once a minute at most and once a week at least");
            }
        }

        @Override
        @JsonValue
        public String toString() {
            return span.toMinutes() % 60 == 0 ? span.toHours() + "h" : span.toMinutes() + "m";
        }
    }

    /** All that came up since yesterday, at an hour of the day. */
    record Daily(LocalTime at) implements Digest {
        @Override
        @JsonValue
        public String toString() {
            return "daily@" + at;
        }
    }

    /** Reads {@code 1h}, {@code 30m}, {@code 1d} or {@code daily@08:00}. */
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
                "digest", "'%s' is no digest; write 1h, 30m or daily@08:00".formatted(text));
    }

    /**
     * When the digest goes out.
     *
     * @param first when the first of its messages came up
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

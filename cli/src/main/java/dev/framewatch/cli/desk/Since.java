package dev.framewatch.cli.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.TypeConversionException;

/**
 * Parses start times such as 7d, 24h, 2026-03-01 (which begins at midnight of the user) and
 * 2026-03-01T12:00:00Z.
 */
final class Since {
    private Since() {}

    static Instant parse(String text, Clock clock) {
        String word = text.strip();
        try {
            if (word.matches("\\d+\\s*[smhd]")) {
                Duration ago = new DurationText().convert(word);
                return clock.instant().minus(ago);
            }
            return word.contains("T")
                    ? Instant.parse(word)
                    : LocalDate.parse(word).atStartOfDay(clock.getZone()).toInstant();
        } catch (DateTimeParseException | TypeConversionException e) {
            throw new IllegalArgumentException(
                    ("--since: invalid time '%s'; expected 7d, 24h, 2026-03-01 or"
                                    + " 2026-03-01T12:00:00Z")
                            .formatted(text),
                    e);
        }
    }
}

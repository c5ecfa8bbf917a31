package dev.framewatch.desk.source.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses the date formats found in feeds: RFC 822, RFC 3339 and variants. The default time zone is
 * UTC; two-digit years lie between 1970 and 2069.
 */
final class FeedDate {
    private static final String TIME =
            "(?:[Tt ,]+(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:[.,]\\d+)?)?)?";
    private static final String ZONE =
            " *(?<zone>[A-Za-z]{1,5}|(?:GMT|UTC)?[+-]\\d\\d:?\\d\\d)?(?: *\\([A-Za-z ]+\\))?";
    private static final List<Pattern> FORMATS =
            List.of(
                    Pattern.compile(
                            "(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)" + TIME + ZONE),
                    Pattern.compile(
                            "(?:[A-Za-z]{2,9}\\.?,? *)?(?<day>\\d{1,2})["
                                    + " -](?<month>[A-Za-z]{3})[a-z]*\\.?[ -](?<year>\\d{4}|\\d\\d)"
                                    + TIME
                                    + ZONE),
                    Pattern.compile(
                            "(?:[A-Za-z]{2,9}, *)?(?<month>[A-Za-z]{3})[a-z]*\\.?"
                                    + " (?<day>\\d{1,2}),? (?<year>\\d{4})"
                                    + TIME
                                    + ZONE));
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    /**
     * Offsets from UTC in hours: the names of RFC 822 (section 5.1), and others that mean one zone
     * only. IST (India, Israel, Ireland) and BST (Britain, Bangladesh) are not among them.
     */
    private static final Map<String, Integer> ZONES =
            Map.ofEntries(
                    Map.entry("z", 0),
                    Map.entry("ut", 0),
                    Map.entry("utc", 0),
                    Map.entry("gmt", 0),
                    Map.entry("est", -5),
                    Map.entry("edt", -4),
                    Map.entry("cst", -6),
                    Map.entry("cdt", -5),
                    Map.entry("mst", -7),
                    Map.entry("mdt", -6),
                    Map.entry("pst", -8),
                    Map.entry("pdt", -7),
                    Map.entry("wet", 0),
                    Map.entry("west", 1),
                    Map.entry("cet", 1),
                    Map.entry("cest", 2),
                    Map.entry("eet", 2),
                    Map.entry("eest", 3),
                    Map.entry("jst", 9),
                    Map.entry("aest", 10),
                    Map.entry("aedt", 11),
                    Map.entry("nzst", 12),
                    Map.entry("nzdt", 13));

    private static final int MAX_CHARS = 80;

    private FeedDate() {}

    /** Parses a date; empty if it is not recognised. */
    static Optional<Instant> parse(String text) {
        String date = text.strip().replaceAll("\\s+", " ");
        if (date.length() > MAX_CHARS) {
            return Optional.empty();
        }
        for (Pattern shape : FORMATS) {
            Matcher matcher = shape.matcher(date);
            if (matcher.matches()) {
                try {
                    return Optional.of(instant(matcher));
                } catch (DateTimeException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Instant instant(Matcher parts) {
        return OffsetDateTime.of(
                        year(parts.group("year")),
                        month(parts.group("month")),
                        Integer.parseInt(parts.group("day")),
                        number(parts.group("hour")),
                        number(parts.group("minute")),
                        Math.min(59, number(parts.group("second"))),
                        0,
                        zone(parts.group("zone")))
                .toInstant();
    }

    private static int number(@Nullable String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }

    private static int year(String text) {
        int year = Integer.parseInt(text);
        return text.length() == 4 ? year : year + (year < 70 ? 2000 : 1900);
    }

    private static int month(String text) {
        return Character.isDigit(text.charAt(0))
                ? Integer.parseInt(text)
                : MONTHS.indexOf(text.toLowerCase(Locale.ROOT)) + 1;
    }

    private static ZoneOffset zone(@Nullable String text) {
        if (text == null) {
            return ZoneOffset.UTC;
        }
        String zone = text.toLowerCase(Locale.ROOT);
        if (zone.matches("[a-z]+")) {
            Integer hours = ZONES.get(zone);
            if (hours == null) {
                throw new DateTimeException("unknown time zone: " + text);
            }
            return ZoneOffset.ofHours(hours);
        }
        return ZoneOffset.of(zone.replaceFirst("^[a-z]+", ""));
    }
}

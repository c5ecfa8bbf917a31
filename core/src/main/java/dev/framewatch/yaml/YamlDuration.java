package dev.framewatch.yaml;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as users write them: a number and its unit, such as {@code 30s} or {@code 24h}. */
public final class YamlDuration {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})\\s*([smhd])");

    private YamlDuration() {}

    /** Returns a field; an invalid one is added to the problems and replaced by its default. */
    public static Duration read(YamlFields fields, String field, Duration defaultValue) {
        if (!fields.has(field)) {
            return defaultValue;
        }
        Matcher matcher = TEXT.matcher(fields.text(field).strip());
        if (!matcher.matches()) {
            fields.reject(field, "must be a duration such as 30s, 10m, 24h or 30d");
            return defaultValue;
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** Returns a duration of whole seconds in the largest unit that divides it. */
    public static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds == 0) {
            return "0s";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}

package dev.framewatch.desk.watch;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.error.RefusedException;
import dev.framewatch.home.Home;
import dev.framewatch.verdict.Rule;
import dev.framewatch.yaml.NumberRange;
import dev.framewatch.yaml.YamlDocument;
import dev.framewatch.yaml.YamlFields;
import dev.framewatch.yaml.YamlProblems;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a watch's settings from YAML; what is not in the file is as it is without one. */
public final class WatchSettingsFile {
    private static final long MAX_BYTES = 1 << 16;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*(s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})\\s*(MB|GB|TB)");
    private static final double MAX_INTERVAL_SECONDS = 60;

    private final YamlProblems problems;

    private WatchSettingsFile(YamlProblems problems) {
        this.problems = problems;
    }

    /**
     * The settings of a file.
     *
     * @throws IOException when it cannot be read
     * @throws RefusedException with all that is wrong, by line and field
     */
    public static WatchSettings read(Path file) throws IOException {
        YamlProblems problems = new YamlProblems(file.toString());
        String text = YamlDocument.text(file, MAX_BYTES);
        Optional<YamlFields> fields = YamlDocument.fields(file.toString(), text, problems);
        WatchSettings settings =
                fields.isPresent()
                        ? new WatchSettingsFile(problems).settings(fields.get())
                        : WatchSettings.standard();
        if (!problems.isEmpty()) {
            throw new RefusedException(problems.message());
        }
        return settings;
    }

    /** Those of a home folder, or the usual ones where it says nothing. */
    public static WatchSettings of(Home home) throws IOException {
        Path file = home.watchFile();
        return Files.exists(file) ? read(file) : WatchSettings.standard();
    }

    private WatchSettings settings(YamlFields fields) {
        WatchSettings usual = WatchSettings.standard();
        double every = fields.number("every", usual.every(), new IntervalRange());
        Rule rule = rule(fields);
        Duration pause = duration(fields, "pause", usual.pause());
        long mostBytes = size(fields, "largest_video", usual.maxVideoBytes());
        Duration longest = duration(fields, "longest_video", usual.maxVideoDuration());
        long diskBytes = size(fields, "disk", usual.diskBytes());
        int queue = fields.integer("longest_queue", usual.maxQueue(), 1, 1_000_000);
        Duration misses = duration(fields, "keep_misses", usual.keepMisses());
        Duration unreviewed = duration(fields, "keep_unreviewed", usual.keepUnreviewed());
        Duration posts = duration(fields, "keep_posts", usual.keepPosts());
        URI timestamps = url(fields, "timestamps");
        fields.rejectUnknown();
        if (diskBytes < mostBytes) {
            fields.reject("disk", "there must be room for one video of largest_video");
        }
        if (!problems.isEmpty()) {
            return usual;
        }
        return new WatchSettings(
                every,
                rule,
                pause,
                mostBytes,
                longest,
                diskBytes,
                queue,
                misses,
                unreviewed,
                posts,
                timestamps);
    }

    private static @Nullable URI url(YamlFields fields, String field) {
        if (!fields.has(field)) {
            return null;
        }
        try {
            return AddressPolicy.PUBLIC_ONLY.check(new URI(fields.text(field).strip()));
        } catch (URISyntaxException | AddressBlockedException e) {
            fields.reject(field, "an address is needed: " + e.getMessage());
            return null;
        }
    }

    private static @Nullable Rule rule(YamlFields fields) {
        if (!fields.has("rule")) {
            return null;
        }
        try {
            return Rule.parse(fields.text("rule"));
        } catch (IllegalArgumentException e) {
            fields.reject("rule", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static Duration duration(YamlFields fields, String field, Duration usual) {
        if (!fields.has(field)) {
            return usual;
        }
        Matcher matcher = DURATION.matcher(fields.text(field).strip());
        if (!matcher.matches()) {
            fields.reject(field, "write a time as 30s, 10m, 24h or 30d");
            return usual;
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static long size(YamlFields fields, String field, long usual) {
        if (!fields.has(field)) {
            return usual;
        }
        Matcher matcher = SIZE.matcher(fields.text(field).strip());
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            fields.reject(field, "write a size as 200MB, 20GB or 1TB");
            return usual;
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "MB" -> count * 1_000_000;
            case "GB" -> count * 1_000_000_000;
            default -> count * 1_000_000_000_000L;
        };
    }

    private static final class IntervalRange implements NumberRange {
        @Override
        public boolean contains(double value) {
            return value > 0 && value <= MAX_INTERVAL_SECONDS;
        }

        @Override
        public String toString() {
            return "above 0 and up to 60 seconds";
        }
    }
}

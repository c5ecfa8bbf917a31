package dev.framewatch.desk.watch;

import static java.util.Objects.requireNonNullElse;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.error.RefusedException;
import dev.framewatch.home.Home;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.Rule;
import dev.framewatch.yaml.NumberRange;
import dev.framewatch.yaml.YamlDocument;
import dev.framewatch.yaml.YamlDuration;
import dev.framewatch.yaml.YamlFields;
import dev.framewatch.yaml.YamlProblems;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a watch from a YAML file; absent fields have their defaults. */
public final class WatchSettingsFile {
    private static final long MAX_BYTES = 1 << 16;
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})\\s*(MB|GB|TB)");
    private static final double MAX_INTERVAL_SECONDS = 60;

    private final YamlProblems problems;

    private WatchSettingsFile(YamlProblems problems) {
        this.problems = problems;
    }

    /**
     * Reads a settings file.
     *
     * @throws IOException if it cannot be read
     * @throws RefusedException listing all problems by line and field
     */
    public static WatchSettings read(Path file) throws IOException {
        YamlProblems problems = new YamlProblems(file.toString());
        String text = YamlDocument.text(file, MAX_BYTES);
        Optional<YamlFields> fields = YamlDocument.fields(file.toString(), text, problems);
        WatchSettings settings = WatchSettings.standard();
        if (fields.isPresent()) {
            SortedMap<String, TargetSettings> targets =
                    targets(fields.get().fields("targets"), problems);
            settings = read(fields.get(), problems, settings).withTargets(targets);
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems.message());
        }
        return settings;
    }

    /** Returns the settings of a home folder, or the defaults if it has no settings file. */
    public static WatchSettings of(Home home) throws IOException {
        Path file = home.watchFile();
        return Files.exists(file) ? read(file) : WatchSettings.standard();
    }

    /**
     * Reads settings that are a part of another file, without those of single targets.
     *
     * @param problems receives what is wrong
     * @param defaults values of absent fields; returned if there are problems
     */
    public static WatchSettings read(
            YamlFields fields, YamlProblems problems, WatchSettings defaults) {
        return new WatchSettingsFile(problems).settings(fields, defaults);
    }

    /**
     * Reads the settings of single targets.
     *
     * @param section one mapping for each target, by its name
     * @param problems receives what is wrong
     */
    public static SortedMap<String, TargetSettings> targets(
            Optional<YamlFields> section, YamlProblems problems) {
        SortedMap<String, TargetSettings> targets = new TreeMap<>();
        for (String name : section.map(YamlFields::names).orElseGet(List::of)) {
            YamlFields targetFields = section.orElseThrow();
            try {
                TargetManifest.checkName(name);
            } catch (IllegalArgumentException e) {
                targetFields.reject(name, String.valueOf(e.getMessage()));
                continue;
            }
            targetFields
                    .fields(name)
                    .flatMap(fields -> new WatchSettingsFile(problems).target(fields))
                    .ifPresent(settings -> targets.put(name, settings));
        }
        return targets;
    }

    private Optional<TargetSettings> target(YamlFields fields) {
        Rule rule = rule(fields, null);
        Threshold threshold = threshold(fields, null);
        fields.rejectUnknown();
        if (!fields.has("rule") && !fields.has("threshold")) {
            fields.reject("rule", "is missing, and so is threshold; give one of them, or both");
        }
        return rule == null && threshold == null
                ? Optional.empty()
                : Optional.of(new TargetSettings(rule, threshold));
    }

    private WatchSettings settings(YamlFields fields, WatchSettings defaults) {
        acceptFormerNames(fields);
        double every = fields.number("sampling_interval", defaults.every(), new IntervalRange());
        Rule rule = rule(fields, defaults.rule());
        Threshold threshold = threshold(fields, defaults.threshold());
        Duration pause = YamlDuration.read(fields, "download_delay", defaults.pause());
        long maxVideoBytes = size(fields, "max_video_size", defaults.maxVideoBytes());
        Duration maxVideoDuration =
                YamlDuration.read(fields, "max_video_duration", defaults.maxVideoDuration());
        long diskBytes = size(fields, "max_disk_usage", defaults.diskBytes());
        int maxQueue = fields.integer("max_queue_length", defaults.maxQueue(), 1, 1_000_000);
        Duration keepMisses =
                YamlDuration.read(fields, "retain_nonmatching", defaults.keepMisses());
        Duration keepUnreviewed =
                YamlDuration.read(fields, "retain_unreviewed", defaults.keepUnreviewed());
        Duration keepPosts = YamlDuration.read(fields, "retain_posts", defaults.keepPosts());
        Duration keepStoryboards =
                YamlDuration.read(fields, "storyboards", defaults.keepStoryboards());
        TimestampAuthority timestamps = timestamps(fields, defaults.timestamps());
        fields.rejectUnknown();
        if (diskBytes < maxVideoBytes) {
            fields.reject("max_disk_usage", "must not be less than max_video_size");
        }
        if (keepStoryboards.compareTo(keepPosts) > 0) {
            fields.reject(
                    "storyboards",
                    "must not be longer than retain_posts, after which nobody can say whose post"
                            + " it was");
        }
        if (!problems.isEmpty()) {
            return defaults;
        }
        return new WatchSettings(
                every,
                rule,
                requireNonNullElse(threshold, defaults.threshold()),
                defaults.targets(),
                pause,
                maxVideoBytes,
                maxVideoDuration,
                diskBytes,
                maxQueue,
                keepMisses,
                keepUnreviewed,
                keepPosts,
                keepStoryboards,
                timestamps);
    }

    private static void acceptFormerNames(YamlFields fields) {
        fields.alias("sampling_interval", "every");
        fields.alias("download_delay", "pause");
        fields.alias("max_video_size", "largest_video");
        fields.alias("max_video_duration", "longest_video");
        fields.alias("max_disk_usage", "disk");
        fields.alias("max_queue_length", "longest_queue");
        fields.alias("retain_nonmatching", "keep_misses");
        fields.alias("retain_unreviewed", "keep_unreviewed");
        fields.alias("retain_posts", "keep_posts");
        fields.alias("timestamp_authority", "timestamps");
    }

    private static @Nullable TimestampAuthority timestamps(
            YamlFields fields, @Nullable TimestampAuthority defaultValue) {
        boolean allowPrivate =
                fields.choice("timestamp_allow_private", "false", List.of("true", "false"))
                        .equals("true");
        if (!fields.has("timestamp_authority")) {
            return defaultValue;
        }
        AddressPolicy policy = allowPrivate ? AddressPolicy.PRIVATE_TOO : AddressPolicy.PUBLIC_ONLY;
        try {
            URI url = policy.check(new URI(fields.text("timestamp_authority").strip()));
            return new TimestampAuthority(url, allowPrivate);
        } catch (URISyntaxException | AddressBlockedException e) {
            boolean isPrivate =
                    String.valueOf(e.getMessage()).contains(AddressPolicy.PRIVATE_RANGES);
            fields.reject(
                    "timestamp_authority",
                    "must be a URL: "
                            + e.getMessage()
                            + (isPrivate
                                    ? "; timestamp_allow_private: true allows one of your own"
                                    : ""));
            return null;
        }
    }

    private static @Nullable Rule rule(YamlFields fields, @Nullable Rule defaultValue) {
        if (!fields.has("rule")) {
            return defaultValue;
        }
        try {
            return Rule.parse(fields.text("rule"));
        } catch (IllegalArgumentException e) {
            fields.reject("rule", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable Threshold threshold(
            YamlFields fields, @Nullable Threshold defaultValue) {
        if (!fields.has("threshold")) {
            return defaultValue;
        }
        try {
            return Threshold.parse(fields.text("threshold").strip());
        } catch (IllegalArgumentException e) {
            fields.reject("threshold", String.valueOf(e.getMessage()));
            return defaultValue;
        }
    }

    private static long size(YamlFields fields, String field, long defaultValue) {
        if (!fields.has(field)) {
            return defaultValue;
        }
        Matcher matcher = SIZE.matcher(fields.text(field).strip());
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            fields.reject(field, "must be a size such as 200MB, 20GB or 1TB");
            return defaultValue;
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

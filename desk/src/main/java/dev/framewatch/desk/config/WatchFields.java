package dev.framewatch.desk.config;

import dev.framewatch.desk.watch.TimestampAuthority;
import dev.framewatch.desk.watch.WatchSettings;
import dev.framewatch.verdict.Rule;
import dev.framewatch.yaml.YamlDuration;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of the watch for all targets as fields of {@code watch.yaml}. */
final class WatchFields {
    private static final long MEGABYTE = 1_000_000;
    private static final long GIGABYTE = 1000 * MEGABYTE;
    private static final long TERABYTE = 1000 * GIGABYTE;

    private WatchFields() {}

    static List<ConfigField> of(WatchSettings settings) {
        TimestampAuthority authority = settings.timestamps();
        return new ConfigField.Collector()
                .add("sampling_interval", number(settings.every()))
                .add("rule", rule(settings.rule()))
                .add("threshold", settings.threshold().text())
                .add("download_delay", YamlDuration.text(settings.pause()))
                .add("max_video_size", size(settings.maxVideoBytes()))
                .add("max_video_duration", YamlDuration.text(settings.maxVideoDuration()))
                .add("max_disk_usage", size(settings.diskBytes()))
                .add("max_queue_length", settings.maxQueue())
                .add("retain_nonmatching", YamlDuration.text(settings.keepMisses()))
                .add("retain_unreviewed", YamlDuration.text(settings.keepUnreviewed()))
                .add("retain_posts", YamlDuration.text(settings.keepPosts()))
                .add("storyboards", YamlDuration.text(settings.keepStoryboards()))
                .add("timestamp_authority", authority == null ? null : authority.url())
                .addFlag("timestamp_allow_private", authority != null && authority.allowPrivate())
                .fields();
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    static @Nullable String rule(@Nullable Rule rule) {
        return switch (rule) {
            case null -> null;
            case Rule.FractionRule(long part, long whole) when whole < MEGABYTE ->
                    "share:%d/%d".formatted(part, whole);
            // written with six decimals
            case Rule.FractionRule(long part, long whole) ->
                    "share:"
                            + BigDecimal.valueOf(part)
                                    .divide(BigDecimal.valueOf(whole), MathContext.DECIMAL64)
                                    .toPlainString();
            case Rule.MinDurationRule(double seconds) -> "presence:" + number(seconds);
        };
    }

    private static String size(long bytes) {
        if (bytes % TERABYTE == 0) {
            return bytes / TERABYTE + "TB";
        }
        return bytes % GIGABYTE == 0 ? bytes / GIGABYTE + "GB" : bytes / MEGABYTE + "MB";
    }
}

package dev.framewatch.desk.api;

import dev.framewatch.desk.alert.ChannelStatus;
import dev.framewatch.desk.alert.Digest;
import dev.framewatch.desk.alert.QuietHours;
import dev.framewatch.desk.alert.SubscriptionFilter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An alert channel and the outcome of its deliveries: a line of {@code alerts list --json}.
 *
 * @param name unique among channels
 * @param route kind and destination, without secrets
 * @param state {@code on}, {@code paused} or {@code disabled}
 * @param reason the last failure; null while deliveries succeed
 * @param failingSince since when deliveries fail; null while they succeed
 * @param nextAttempt when delivery is retried; null while deliveries succeed
 * @param lastSuccess when a message was last delivered; null for never
 * @param waiting pending messages
 * @param dead failed messages
 * @param targets subscribed targets; empty for all
 * @param minScore minimum score of a sighting, 0 to 1
 * @param quiet quiet hours, or null
 * @param digest digest schedule; null if each message is sent on its own
 * @param zone the time zone of these hours
 */
public record ChannelDto(
        String name,
        String route,
        String state,
        @Nullable String reason,
        @Nullable Instant failingSince,
        @Nullable Instant nextAttempt,
        @Nullable Instant lastSuccess,
        int waiting,
        List<ChannelStatus.DeadLetter> dead,
        List<String> targets,
        double minScore,
        @Nullable QuietHours quiet,
        @Nullable Digest digest,
        String zone) {
    public ChannelDto {
        dead = List.copyOf(dead);
        targets = List.copyOf(targets);
    }

    /** Returns the JSON shape of a report. */
    public static ChannelDto of(ChannelStatus report) {
        SubscriptionFilter filter = report.channel().filter();
        return new ChannelDto(
                report.channel().name(),
                report.channel().config().description(),
                report.state().name().toLowerCase(Locale.ROOT),
                report.reason(),
                report.failingSince(),
                report.nextAttempt(),
                report.lastSuccess(),
                report.waiting(),
                report.dead(),
                filter.targets(),
                filter.minScore(),
                filter.quiet(),
                filter.digest(),
                filter.zone().getId());
    }
}

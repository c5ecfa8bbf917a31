package dev.framewatch.cli.desk;

import dev.framewatch.desk.alert.ChannelStatus;
import dev.framewatch.desk.alert.Digest;
import dev.framewatch.desk.alert.QuietHours;
import dev.framewatch.desk.alert.SubscriptionFilter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A line of {@code alerts list --json}: fields are added, never renamed. */
record ChannelJson(
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
    static ChannelJson of(ChannelStatus report) {
        SubscriptionFilter filter = report.channel().wishes();
        return new ChannelJson(
                report.channel().name(),
                report.channel().route().shown(),
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

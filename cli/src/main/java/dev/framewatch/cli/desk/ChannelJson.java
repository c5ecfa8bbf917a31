package dev.framewatch.cli.desk;

import dev.framewatch.desk.alert.ChannelReport;
import dev.framewatch.desk.alert.Digest;
import dev.framewatch.desk.alert.QuietHours;
import dev.framewatch.desk.alert.Wishes;
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
        List<ChannelReport.DeadLetter> dead,
        List<String> targets,
        double minScore,
        @Nullable QuietHours quiet,
        @Nullable Digest digest,
        String zone) {
    static ChannelJson of(ChannelReport report) {
        Wishes wishes = report.channel().wishes();
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
                wishes.targets(),
                wishes.minScore(),
                wishes.quiet(),
                wishes.digest(),
                wishes.zone().getId());
    }
}

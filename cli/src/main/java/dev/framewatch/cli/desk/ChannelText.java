package dev.framewatch.cli.desk;

import dev.framewatch.desk.alert.ChannelStatus;
import dev.framewatch.desk.alert.ChannelStatus.DeadLetter;
import dev.framewatch.desk.alert.ChannelStatus.State;
import dev.framewatch.desk.alert.SubscriptionFilter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A channel in a few lines for people. */
final class ChannelText {
    private static final int MAX_DEAD = 5;

    private ChannelText() {}

    static String of(ChannelStatus report) {
        StringBuilder text = new StringBuilder();
        text.append(
                "%-20s %-9s %s%n"
                        .formatted(
                                report.channel().name(),
                                report.state().name().toLowerCase(Locale.ROOT),
                                report.channel().route().shown()));
        line(text, wishes(report.channel().wishes()));
        if (report.reason() != null) {
            line(text, trouble(report));
        }
        if (report.waiting() > 0) {
            line(text, report.waiting() + " waiting");
        }
        for (DeadLetter dead : report.dead().subList(0, Math.min(MAX_DEAD, report.dead().size()))) {
            line(
                    text,
                    "given up: %s of %s after %d attempts: %s"
                            .formatted(
                                    dead.event(),
                                    dead.writtenAt().truncatedTo(ChronoUnit.SECONDS),
                                    dead.attempts(),
                                    dead.reason()));
        }
        if (!report.dead().isEmpty()) {
            line(
                    text,
                    "%d given up; to try again: framewatch alerts retry %s"
                            .formatted(report.dead().size(), report.channel().name()));
        }
        return text.toString();
    }

    private static String wishes(SubscriptionFilter filter) {
        List<String> parts = new ArrayList<>();
        parts.add(
                filter.targets().isEmpty()
                        ? "all Targets"
                        : "only " + String.join(", ", filter.targets()));
        if (filter.minScore() > 0) {
            parts.add("score at least " + filter.minScore());
        }
        if (filter.digest() != null) {
            parts.add("digest " + filter.digest());
        }
        if (filter.quiet() != null) {
            parts.add("quiet %s %s".formatted(filter.quiet(), filter.zone()));
        }
        return String.join("; ", parts);
    }

    private static String trouble(ChannelStatus report) {
        if (report.state() == State.DISABLED) {
            return "disabled: %s; to try again: framewatch alerts resume %s"
                    .formatted(report.reason(), report.channel().name());
        }
        return "fails since %s: %s; next attempt %s"
                .formatted(
                        report.failingSince() == null
                                ? "now"
                                : report.failingSince().truncatedTo(ChronoUnit.SECONDS),
                        report.reason(),
                        report.nextAttempt() == null
                                ? "soon"
                                : report.nextAttempt().truncatedTo(ChronoUnit.SECONDS));
    }

    private static void line(StringBuilder text, String line) {
        text.append("    ").append(line).append(System.lineSeparator());
    }
}

package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Advice;
import dev.framewatch.desk.alert.ChannelStatus.DeadLetter;
import dev.framewatch.desk.api.ChannelDto;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A channel in a few lines for people. */
final class ChannelText {
    private static final int MAX_DEAD = 5;

    private ChannelText() {}

    static String of(ChannelDto channel) {
        StringBuilder text = new StringBuilder();
        text.append("%-20s %-9s %s%n".formatted(channel.name(), channel.state(), channel.route()));
        line(text, wishes(channel));
        if (channel.reason() != null) {
            line(text, trouble(channel));
        }
        if (channel.waiting() > 0) {
            line(text, channel.waiting() + " waiting");
        }
        for (DeadLetter dead :
                channel.dead().subList(0, Math.min(MAX_DEAD, channel.dead().size()))) {
            line(
                    text,
                    "given up: %s of %s after %d attempts: %s"
                            .formatted(
                                    dead.event(),
                                    dead.writtenAt().truncatedTo(ChronoUnit.SECONDS),
                                    dead.attempts(),
                                    Advice.onPrivateAddresses(dead.reason())));
        }
        if (!channel.dead().isEmpty()) {
            line(
                    text,
                    "%d given up; to try again: framewatch alerts retry %s"
                            .formatted(channel.dead().size(), channel.name()));
        }
        return text.toString();
    }

    private static String wishes(ChannelDto channel) {
        List<String> parts = new ArrayList<>();
        parts.add(
                channel.targets().isEmpty()
                        ? "all Targets"
                        : "only " + String.join(", ", channel.targets()));
        if (channel.minScore() > 0) {
            parts.add("score at least " + channel.minScore());
        }
        if (channel.digest() != null) {
            parts.add("digest " + channel.digest());
        }
        if (channel.quiet() != null) {
            parts.add("quiet %s %s".formatted(channel.quiet(), channel.zone()));
        }
        return String.join("; ", parts);
    }

    private static String trouble(ChannelDto channel) {
        String reason = Advice.onPrivateAddresses(String.valueOf(channel.reason()));
        if (channel.state().equals("disabled")) {
            return "disabled: %s; to try again: framewatch alerts resume %s"
                    .formatted(reason, channel.name());
        }
        return "fails since %s: %s; next attempt %s"
                .formatted(
                        channel.failingSince() == null
                                ? "now"
                                : channel.failingSince().truncatedTo(ChronoUnit.SECONDS),
                        reason,
                        channel.nextAttempt() == null
                                ? "soon"
                                : channel.nextAttempt().truncatedTo(ChronoUnit.SECONDS));
    }

    private static void line(StringBuilder text, String line) {
        text.append("    ").append(line).append(System.lineSeparator());
    }
}

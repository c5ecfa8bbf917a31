package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Advice;
import dev.framewatch.cli.console.Plural;
import dev.framewatch.desk.alert.ChannelStatus.DeadLetter;
import dev.framewatch.desk.api.ChannelDto;
import dev.framewatch.text.LocalTimeFormat;
import java.util.ArrayList;
import java.util.List;

/** Formats a channel as a few lines of text. */
final class ChannelText {
    private static final int MAX_FAILURES = 5;

    private ChannelText() {}

    static String of(ChannelDto channel, LocalTimeFormat times) {
        StringBuilder text = new StringBuilder();
        text.append("%-20s %-9s %s%n".formatted(channel.name(), channel.state(), channel.route()));
        line(text, subscription(channel));
        if (channel.reason() != null) {
            line(text, failure(channel, times));
        }
        if (channel.waiting() > 0) {
            line(text, channel.waiting() + " pending");
        }
        for (DeadLetter message :
                channel.dead().subList(0, Math.min(MAX_FAILURES, channel.dead().size()))) {
            line(
                    text,
                    "failed: %s of %s after %s: %s"
                            .formatted(
                                    message.event(),
                                    times.second(message.writtenAt()),
                                    Plural.of(message.attempts(), "attempt"),
                                    Advice.onPrivateAddresses(message.reason())));
        }
        if (!channel.dead().isEmpty()) {
            line(
                    text,
                    "%d failed; to retry: framewatch alerts retry %s"
                            .formatted(channel.dead().size(), channel.name()));
        }
        return text.toString();
    }

    private static String subscription(ChannelDto channel) {
        List<String> parts = new ArrayList<>();
        parts.add(
                channel.targets().isEmpty()
                        ? "all targets"
                        : "only " + String.join(", ", channel.targets()));
        if (channel.minScore() > 0) {
            parts.add("score >= " + channel.minScore());
        }
        if (channel.digest() != null) {
            parts.add("digest " + channel.digest());
        }
        if (channel.quiet() != null) {
            parts.add("quiet %s %s".formatted(channel.quiet(), channel.zone()));
        }
        return String.join("; ", parts);
    }

    private static String failure(ChannelDto channel, LocalTimeFormat times) {
        String reason = Advice.onPrivateAddresses(String.valueOf(channel.reason()));
        if (channel.state().equals("disabled")) {
            return "disabled: %s; to retry: framewatch alerts resume %s"
                    .formatted(reason, channel.name());
        }
        return "failing since %s: %s; next attempt %s"
                .formatted(
                        channel.failingSince() == null
                                ? "now"
                                : times.second(channel.failingSince()),
                        reason,
                        channel.nextAttempt() == null
                                ? "soon"
                                : times.second(channel.nextAttempt()));
    }

    private static void line(StringBuilder text, String line) {
        text.append("    ").append(line).append(System.lineSeparator());
    }
}

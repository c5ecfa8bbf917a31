package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Advice;
import dev.framewatch.cli.console.Plural;
import dev.framewatch.desk.api.PostDto;
import dev.framewatch.desk.api.PostDto.MediaDto;
import dev.framewatch.desk.api.SourceDto;
import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.text.LocalTimeFormat;
import dev.framewatch.text.PrintableLine;
import java.net.URI;
import java.time.Duration;

/** Formats sources and posts as text. */
final class SourceText {
    private static final int MAX_LENGTH = 80;

    private SourceText() {}

    static String of(SourceDto source, LocalTimeFormat times) {
        String line =
                "%-20s %-15s every %-4s %-33s %s"
                        .formatted(
                                source.name(),
                                source.kind(),
                                DurationText.format(Duration.ofSeconds(source.everySeconds())),
                                state(source, times),
                                PrintableLine.of(source.place()));
        if (source.access() != null) {
            line += "  (" + PrintableLine.of(source.access()) + ")";
        }
        String failure = source.lastFailure();
        return failure == null
                ? line
                : "%s%n    %s".formatted(line, Advice.onPrivateAddresses(oneLine(failure)));
    }

    private static String state(SourceDto source, LocalTimeFormat times) {
        if (source.paused()) {
            return "paused";
        }
        if (source.failures() > 0) {
            return "failed " + Plural.of(source.failures(), "time");
        }
        return source.lastSuccess() == null
                ? "never polled"
                : "last poll " + times.minute(source.lastSuccess());
    }

    static String of(PostDto post, LocalTimeFormat times) {
        String when = post.postedAt() == null ? "undated" : times.minute(post.postedAt());
        String who = post.author().name().isEmpty() ? "" : "  " + oneLine(post.author().name());
        return "%-23s  %s%s%n    %s%n    %s"
                .formatted(
                        when,
                        oneLine(post.platform() + ":" + post.id()),
                        who,
                        of(post.media()),
                        oneLine(post.caption()));
    }

    private static String of(MediaDto media) {
        if (media.video() != null) {
            return "video " + RedactedUrl.of(URI.create(media.video()));
        }
        if (media.page() != null) {
            return "page " + RedactedUrl.of(URI.create(media.page()));
        }
        if (media.file() != null) {
            return "file " + oneLine(media.file());
        }
        return media.pictures() != null
                ? Plural.of(media.pictures().size(), "image")
                : "no media: " + media.none();
    }

    /**
     * Returns the text on one line, without control and bidirectional formatting characters,
     * truncated to {@value #MAX_LENGTH} characters.
     */
    static String oneLine(String text) {
        return PrintableLine.of(text.replaceAll("\\s+", " "), MAX_LENGTH);
    }
}

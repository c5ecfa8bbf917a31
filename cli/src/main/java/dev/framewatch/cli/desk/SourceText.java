package dev.framewatch.cli.desk;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.store.SourceRepository;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Sources and their Posts, each on a line for people. */
final class SourceText {
    private static final int MAX_LENGTH = 80;

    private SourceText() {}

    static String of(SourceRepository.Row row) {
        SourceSettings settings = row.settings();
        return "%-20s %-15s every %-4s %-28s %s"
                .formatted(
                        settings.name(),
                        settings.kind().word(),
                        DurationText.text(settings.every()),
                        state(row),
                        place(settings));
    }

    /** Its place without keys that an address may hold. */
    static String place(SourceSettings settings) {
        if (settings.kind().isPath()) {
            return settings.place();
        }
        try {
            return RedactedUrl.of(UrlParser.of(settings.place()));
        } catch (AddressBlockedException e) {
            // What yt-dlp takes may be no address, such as "ytsearch:words".
            return oneLine(settings.place().replaceAll("[?#].*", "?…"));
        }
    }

    private static String state(SourceRepository.Row row) {
        if (row.paused()) {
            return "paused";
        }
        if (row.failures() > 0) {
            return "failed %d times".formatted(row.failures());
        }
        return row.lastSuccess() == null ? "not asked yet" : "asked " + minute(row.lastSuccess());
    }

    private static String minute(@Nullable Instant moment) {
        return moment == null
                ? ""
                : moment.truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z");
    }

    static String of(Post post) {
        String when = post.postedAt() == null ? "no date" : minute(post.postedAt());
        String who = post.author().name().isEmpty() ? "" : "  " + oneLine(post.author().name());
        return "%-17s  %s%s%n    %s%n    %s"
                .formatted(
                        when, oneLine(post.key()), who, of(post.media()), oneLine(post.caption()));
    }

    private static String of(PostMedia media) {
        return switch (media) {
            case PostMedia.At(URI address) -> "video " + RedactedUrl.of(address);
            case PostMedia.OnPage(URI page) -> "on the page " + RedactedUrl.of(page);
            case PostMedia.OnDisk(var path) -> "file " + oneLine(path.toString());
            case PostMedia.Stills(var pictures) -> "%d pictures".formatted(pictures.size());
            case PostMedia.None(String why) -> "nothing to look at: " + why;
        };
    }

    /** Without line ends, and without what steers a terminal or turns text around. */
    static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH - 1) + "…";
    }
}

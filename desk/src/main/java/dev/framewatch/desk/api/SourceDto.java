package dev.framewatch.desk.api;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.store.SourceRepository;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source and its polling state: a line of {@code sources list --json}.
 *
 * @param name unique among sources
 * @param kind such as {@code feed}
 * @param place folder, file or URL; secrets in a URL are redacted
 * @param everySeconds seconds between polls
 * @param allowPrivate whether private addresses are allowed
 * @param paused whether polling is suspended
 * @param addedAt when it was added
 * @param dueAt when it is polled next
 * @param failures failed polls in a row until now
 * @param lastSuccess time of the last successful poll; null if none
 * @param lastFailure the reason of the last failure; null where the last poll succeeded
 * @param access what its server asks of its readers, without secrets; null for nothing
 */
public record SourceDto(
        String name,
        String kind,
        String place,
        long everySeconds,
        boolean allowPrivate,
        boolean paused,
        Instant addedAt,
        Instant dueAt,
        int failures,
        @Nullable Instant lastSuccess,
        @Nullable String lastFailure,
        @Nullable String access) {

    /** Returns the JSON shape of a row. */
    public static SourceDto of(SourceRepository.Row row) {
        SourceSettings settings = row.settings();
        return new SourceDto(
                settings.name(),
                settings.kind().word(),
                place(settings),
                settings.every().toSeconds(),
                settings.allowPrivate(),
                row.paused(),
                row.addedAt(),
                row.dueAt(),
                row.failures(),
                row.lastSuccess(),
                row.lastFailure(),
                settings.access() == null ? null : settings.access().description());
    }

    private static String place(SourceSettings settings) {
        if (settings.kind().isPath()) {
            return settings.place();
        }
        try {
            return RedactedUrl.of(UrlParser.of(settings.place()));
        } catch (AddressBlockedException e) {
            // yt-dlp also takes what is no address, such as "ytsearch:words"
            return settings.place().replaceAll("[?#].*", "?…");
        }
    }
}

package dev.framewatch.desk.api;

import dev.framewatch.desk.post.PostName;
import dev.framewatch.desk.store.LostPostRepository.Lost;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A post that was given up without a verdict: a line of {@code posts lost --json}.
 *
 * @param source source that returned it first
 * @param platform such as {@code tiktok}
 * @param id id on its platform
 * @param url page of the post; null if it has none or retention has erased it
 * @param foundAt when a source first returned it
 * @param lostAt when it was given up
 * @param attempts failed fetches
 * @param kind {@code gone} if the platform says that it was deleted, else {@code transient}, {@code
 *     unavailable}, {@code no_media}, {@code permanent} or {@code scan}
 * @param reason one sentence
 * @param retryable whether it can be tried again; false once retention has erased its location
 * @param author the displayed name, or empty
 * @param file name of the dropped file; null if it came from elsewhere
 */
public record LostPostDto(
        String source,
        String platform,
        String id,
        @Nullable String url,
        Instant foundAt,
        Instant lostAt,
        int attempts,
        String kind,
        String reason,
        boolean retryable,
        String author,
        @Nullable String file) {

    /** Returns the JSON shape of a row. */
    public static LostPostDto of(Lost lost) {
        return new LostPostDto(
                lost.source(),
                lost.platform(),
                lost.id(),
                lost.page(),
                lost.foundAt(),
                lost.lostAt(),
                lost.attempts(),
                lost.kind(),
                lost.reason(),
                !lost.erased(),
                lost.author(),
                lost.file());
    }

    /** Returns what people call the post. */
    public PostName called() {
        return new PostName(file, author, url, platform, id);
    }
}

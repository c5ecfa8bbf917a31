package dev.framewatch.desk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post as a source delivers it: a line of {@code sources test --json}.
 *
 * @param platform such as {@code tiktok}
 * @param id ID on the platform
 * @param url web page of the post; null if there is none
 * @param author who posted it
 * @param caption as written, or empty
 * @param hashtags without the hash sign
 * @param postedAt null if unknown
 * @param counters current counters
 * @param media locations of the video or images
 */
public record PostDto(
        String platform,
        String id,
        @Nullable String url,
        Post.Author author,
        String caption,
        List<String> hashtags,
        @Nullable Instant postedAt,
        Post.Counters counters,
        MediaDto media) {
    public PostDto {
        hashtags = List.copyOf(hashtags);
    }

    /** Returns the JSON shape of a post. */
    public static PostDto of(Post post) {
        URI page = post.page();
        return new PostDto(
                post.platform(),
                post.id(),
                page == null ? null : page.toString(),
                post.author(),
                post.caption(),
                post.hashtags(),
                post.postedAt(),
                post.counters(),
                MediaDto.of(post.media()));
    }

    /**
     * Locations of the media of a post. Exactly one of the first five fields is set; the others are
     * left out of the JSON.
     *
     * @param video URL of a video file
     * @param page URL of a page that yt-dlp downloads from
     * @param file local file or folder
     * @param pictures URLs of the images of a photo post
     * @param none reason why there are no media
     * @param leftOut what else the post has that is not scanned
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MediaDto(
            @Nullable String video,
            @Nullable String page,
            @Nullable String file,
            @Nullable List<String> pictures,
            @Nullable String none,
            @Nullable String leftOut) {
        static MediaDto of(PostMedia media) {
            return switch (media) {
                case PostMedia.At(URI address, String leftOut) ->
                        new MediaDto(address.toString(), null, null, null, null, orNull(leftOut));
                case PostMedia.OnPage(URI page, _) ->
                        new MediaDto(null, page.toString(), null, null, null, null);
                case PostMedia.OnDisk(Path path) ->
                        new MediaDto(null, null, path.toString(), null, null, null);
                case PostMedia.Stills(List<URI> pictures, String leftOut) ->
                        new MediaDto(
                                null,
                                null,
                                null,
                                pictures.stream().map(URI::toString).toList(),
                                null,
                                orNull(leftOut));
                case PostMedia.None(String why) -> new MediaDto(null, null, null, null, why, null);
            };
        }

        private static @Nullable String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }
}

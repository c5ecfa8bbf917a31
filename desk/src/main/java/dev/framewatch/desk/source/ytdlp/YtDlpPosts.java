package dev.framewatch.desk.source.ytdlp;

import dev.framewatch.desk.post.Hashtags;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.Post.Author;
import dev.framewatch.desk.post.Post.Counters;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.PageIdentity;
import dev.framewatch.desk.ytdlp.InfoJson;
import java.net.URI;
import java.util.Optional;

/** Converts metadata of yt-dlp to posts. */
public final class YtDlpPosts {
    private YtDlpPosts() {}

    /**
     * Returns the post of a video, with its page as the media.
     *
     * @return empty if the video has no id or no page
     */
    static Optional<Post> of(InfoJson info) {
        return info.page().flatMap(page -> of(info, new PostMedia.OnPage(page)));
    }

    /**
     * Returns the post of a video with known media.
     *
     * @return empty if the video has no id
     */
    public static Optional<Post> of(InfoJson info, PostMedia media) {
        PageIdentity identity = identity(info);
        try {
            return Optional.of(
                    new Post(
                            identity.platform(),
                            identity.id(),
                            info.page().orElse(null),
                            author(info),
                            info.caption(),
                            Hashtags.of(info.tags(), info.caption()),
                            info.postedAt(),
                            counters(info),
                            media,
                            info.metadata()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * Completes a post with the metadata of its fetched page, which is more detailed than a list
     * entry. Platform, id and media are kept, as is everything that the page does not state.
     */
    public static Post complete(Post post, InfoJson info) {
        Author author = author(info);
        Counters latest = counters(info);
        Counters known = post.counters();
        URI page = post.page() == null ? info.page().orElse(null) : post.page();
        String caption = info.caption().isBlank() ? post.caption() : info.caption();
        return new Post(
                post.platform(),
                post.id(),
                page,
                new Author(
                        author.id().isEmpty() ? post.author().id() : author.id(),
                        author.name().isEmpty() ? post.author().name() : author.name()),
                caption,
                Hashtags.of(info.tags().isEmpty() ? post.hashtags() : info.tags(), caption),
                info.postedAt() == null ? post.postedAt() : info.postedAt(),
                new Counters(
                        latest.views() == null ? known.views() : latest.views(),
                        latest.likes() == null ? known.likes() : latest.likes(),
                        latest.shares() == null ? known.shares() : latest.shares(),
                        latest.comments() == null ? known.comments() : latest.comments()),
                post.media(),
                info.metadata());
    }

    /**
     * Returns the platform's identity, or, without a platform, one derived from the page's URL as
     * in other sources.
     */
    private static PageIdentity identity(InfoJson info) {
        PageIdentity own = new PageIdentity(info.platform(), info.id());
        return info.hasPlatform() ? own : info.page().map(PageIdentity::of).orElse(own);
    }

    private static Author author(InfoJson info) {
        return new Author(info.uploaderId(), info.uploader());
    }

    private static Counters counters(InfoJson info) {
        return new Counters(info.views(), info.likes(), info.shares(), info.comments());
    }
}

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

/** Makes Posts of what yt-dlp says. */
public final class YtDlpPosts {
    private YtDlpPosts() {}

    /**
     * The Post of a video.
     *
     * @return nothing where it has no id or, without other media, no page
     */
    static Optional<Post> of(InfoJson info) {
        return info.page().flatMap(page -> of(info, new PostMedia.OnPage(page)));
    }

    /** As {@link #of(InfoJson)}, with media that are known already. */
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
     * A Post with all that is known once its video was fetched: a list tells less of a video than
     * its page. Platform, id and media stay, and so does what the page does not say.
     */
    public static Post complete(Post post, InfoJson info) {
        Author author = author(info);
        Counters fresh = counters(info);
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
                        fresh.views() == null ? known.views() : fresh.views(),
                        fresh.likes() == null ? known.likes() : fresh.likes(),
                        fresh.shares() == null ? known.shares() : fresh.shares(),
                        fresh.comments() == null ? known.comments() : fresh.comments()),
                post.media(),
                info.metadata());
    }

    /** A page of no platform is known by its address, as other Sources know it. */
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

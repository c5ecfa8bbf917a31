package dev.framewatch.desk.source.list;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.MediaUrl;
import dev.framewatch.desk.source.PageIdentity;
import dev.framewatch.json.StrictJson;
import java.net.URI;
import java.util.List;

/** Creates posts of which only the URL is known. */
public final class UrlPost {
    private UrlPost() {}

    /**
     * Returns a post with a video, an image, or a page for yt-dlp, depending on the URL's
     * extension.
     */
    public static Post of(URI url) {
        PageIdentity identity = PageIdentity.of(url);
        return new Post(
                identity.platform(),
                identity.id(),
                url,
                Post.Author.UNKNOWN,
                "",
                List.of(),
                null,
                Post.Counters.UNKNOWN,
                MediaUrl.of(url),
                StrictJson.MAPPER.createObjectNode().put("address", url.toString()).toString());
    }
}

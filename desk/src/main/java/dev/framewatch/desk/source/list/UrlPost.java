package dev.framewatch.desk.source.list;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.MediaUrl;
import dev.framewatch.desk.source.PageIdentity;
import dev.framewatch.json.StrictJson;
import java.net.URI;
import java.util.List;

/** A Post of which nothing is known but its address. */
public final class UrlPost {
    private UrlPost() {}

    /** A video, a picture, or a page that yt-dlp may know how to read, as its name tells. */
    public static Post of(URI address) {
        PageIdentity identity = PageIdentity.of(address);
        return new Post(
                identity.platform(),
                identity.id(),
                address,
                Post.Author.UNKNOWN,
                "",
                List.of(),
                null,
                Post.Counters.UNKNOWN,
                MediaUrl.of(address),
                StrictJson.MAPPER.createObjectNode().put("address", address.toString()).toString());
    }
}

package dev.framewatch.desk.post;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Where a Post's pictures are. */
public sealed interface PostMedia {
    /** One video file on the web. */
    record At(URI url) implements PostMedia {}

    /** Somewhere on a page that yt-dlp knows how to read. */
    record OnPage(URI page) implements PostMedia {}

    /** A video file, or a folder of stills, on this machine; it is copied and left as it is. */
    record OnDisk(Path path) implements PostMedia {}

    /**
     * A photo-mode post.
     *
     * @param images in their order, at least one
     */
    record Stills(List<URI> images) implements PostMedia {
        public Stills {
            images = List.copyOf(images);
            if (images.isEmpty()) {
                throw new IllegalArgumentException("a photo post has at least one picture");
            }
        }
    }

    /**
     * Nothing to look at.
     *
     * @param reason for people
     */
    record None(String reason) implements PostMedia {}
}

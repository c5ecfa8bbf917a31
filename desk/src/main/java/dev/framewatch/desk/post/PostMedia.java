package dev.framewatch.desk.post;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Location of a post's media. */
public sealed interface PostMedia {
    /** A video file on the web. */
    record At(URI url) implements PostMedia {}

    /** A page from which yt-dlp may be able to extract the media. */
    record OnPage(URI page) implements PostMedia {}

    /** A video file or a folder of images on this machine; it is copied and left unchanged. */
    record OnDisk(Path path) implements PostMedia {}

    /**
     * A photo post.
     *
     * @param images image URLs in order, at least one
     */
    record Stills(List<URI> images) implements PostMedia {
        public Stills {
            images = List.copyOf(images);
            if (images.isEmpty()) {
                throw new IllegalArgumentException("a photo post must have at least one image");
            }
        }
    }

    /**
     * No images or video.
     *
     * @param reason user-facing reason
     */
    record None(String reason) implements PostMedia {}
}

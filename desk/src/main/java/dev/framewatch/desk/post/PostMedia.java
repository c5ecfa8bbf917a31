package dev.framewatch.desk.post;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Location of a post's media. */
public sealed interface PostMedia {
    /**
     * A video file on the web.
     *
     * @param leftOut what else the post has that is not scanned, for display; empty if nothing
     */
    record At(URI url, String leftOut) implements PostMedia {
        /** Creates the only media of a post. */
        public At(URI url) {
            this(url, "");
        }
    }

    /**
     * A page from which yt-dlp may be able to extract the media.
     *
     * @param illustrations images that the source has of the post, which are fetched if the page
     *     has no video
     */
    record OnPage(URI page, List<URI> illustrations) implements PostMedia {
        public OnPage {
            illustrations = List.copyOf(illustrations);
        }

        /** Creates the only media of a post. */
        public OnPage(URI page) {
            this(page, List.of());
        }
    }

    /** A video file or a folder of images on this machine; it is copied and left unchanged. */
    record OnDisk(Path path) implements PostMedia {}

    /**
     * A photo post.
     *
     * @param images image URLs in order, at least one
     * @param leftOut what else the post has that is not scanned, for display; empty if nothing
     */
    record Stills(List<URI> images, String leftOut) implements PostMedia {
        public Stills {
            images = List.copyOf(images);
            if (images.isEmpty()) {
                throw new IllegalArgumentException("a photo post must have at least one image");
            }
        }

        /** Creates the only media of a post. */
        public Stills(List<URI> images) {
            this(images, "");
        }
    }

    /**
     * No images or video.
     *
     * @param reason user-facing reason
     */
    record None(String reason) implements PostMedia {}
}

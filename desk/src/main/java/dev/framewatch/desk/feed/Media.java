package dev.framewatch.desk.feed;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Where a Post's pictures are. */
public sealed interface Media {
    /** One video file on the web. */
    record At(URI address) implements Media {}

    /** Somewhere on a page that yt-dlp knows how to read. */
    record OnPage(URI page) implements Media {}

    /** A video file, or a folder of stills, on this machine; it is copied and left as it is. */
    record OnDisk(Path path) implements Media {}

    /**
     * A photo-mode post.
     *
     * @param pictures in their order, at least one
     */
    record Stills(List<URI> pictures) implements Media {
        public Stills {
            pictures = List.copyOf(pictures);
            if (pictures.isEmpty()) {
                throw new IllegalArgumentException("a photo post has at least one picture");
            }
        }
    }

    /**
     * Nothing to look at.
     *
     * @param why for people
     */
    record None(String why) implements Media {}
}

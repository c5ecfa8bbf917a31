package dev.framewatch.video;

import dev.framewatch.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;

/** Downloads the media at a URL. */
@FunctionalInterface
public interface MediaFetcher {
    /**
     * Downloads the media of a URL into a folder of their own.
     *
     * @param address a text for which {@link #isAddress} is true
     * @throws UnavailableException if the media cannot be downloaded, with the reason
     * @throws IOException if they cannot be written
     * @throws InterruptedException if the calling thread was interrupted
     */
    Media fetch(String address) throws IOException, InterruptedException;

    /**
     * Downloaded media.
     *
     * @param path a file, or a folder of stills
     * @param missing user-facing description of media that could not be downloaded; empty if
     *     complete
     */
    record Media(Path path, String missing) {}

    /** Returns whether a text is an HTTP or HTTPS URL rather than a path. */
    static boolean isAddress(String place) {
        return place.matches("(?is)https?://.*");
    }
}

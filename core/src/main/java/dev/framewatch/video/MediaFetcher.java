package dev.framewatch.video;

import dev.framewatch.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;

/** Downloads what a web address leads to. */
@FunctionalInterface
public interface MediaFetcher {
    /**
     * Downloads the media of one address into a folder that no other address shares.
     *
     * @param address an address for which {@link #isAddress} holds
     * @throws UnavailableException when the media cannot be had, with the reason
     * @throws IOException when they cannot be written
     * @throws InterruptedException when the calling thread was interrupted
     */
    Media fetch(String address) throws IOException, InterruptedException;

    /**
     * Downloaded media.
     *
     * @param path a file, or a folder of stills
     * @param missing what could not be downloaded, for people; empty if everything was
     */
    record Media(Path path, String missing) {}

    /** Returns whether a place is an address of http or https rather than a path. */
    static boolean isAddress(String place) {
        return place.matches("(?is)https?://.*");
    }
}

package dev.framewatch.cli;

import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.desk.fetch.FetchException;
import dev.framewatch.desk.fetch.FetchLimits;
import dev.framewatch.desk.fetch.FetchedMedia;
import dev.framewatch.desk.fetch.Fetcher;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.UrlParser;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.source.list.UrlPost;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.file.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the addresses on a command line: files in a folder that goes when the command
 * ends.
 */
final class DownloadedInputs implements AutoCloseable {
    private final Framewatch framewatch;
    private final boolean allowPrivate;
    private final Map<Path, String> addresses = new HashMap<>();
    private final List<Path> files = new ArrayList<>();
    private @Nullable Way way;

    DownloadedInputs(Framewatch framewatch, boolean allowPrivate) {
        this.framewatch = framewatch;
        this.allowPrivate = allowPrivate;
    }

    /** What is needed once there is an address; files alone should not wait for it. */
    private record Way(Path folder, WebClient outside, WebClient inside, Fetcher fetcher) {}

    private Way way() throws IOException {
        Way open = way;
        if (open == null) {
            WebClient outside = new WebClient(AddressPolicy.PUBLIC_ONLY);
            WebClient inside = new WebClient(AddressPolicy.PRIVATE_TOO);
            YtDlp ytDlp = YtDlp.of(framewatch.environment());
            Fetcher fetcher = new Fetcher(outside, inside, ytDlp, FetchLimits.USUAL);
            Path folder = Files.createTempDirectory("framewatch-");
            open = new Way(folder, outside, inside, fetcher);
            way = open;
        }
        return open;
    }

    /** Whether an argument is an address, not a path. */
    static boolean isAddress(String place) {
        return place.matches("(?is)https?://.*");
    }

    /** Every address gets a folder of its own, since two may lead to the same bytes. */
    FetchedMedia fetch(String address) throws FetchException, IOException, InterruptedException {
        Way open = way();
        Path own = Files.createTempDirectory(open.folder, "address-");
        addresses.put(own, address);
        return open.fetcher.fetch(UrlPost.of(UrlParser.of(address)), own, allowPrivate);
    }

    /**
     * A picture's file.
     *
     * @throws FetchException when it cannot be had
     * @throws IllegalArgumentException when there is a video or there are several pictures
     */
    Path picture(String address) throws FetchException, IOException, InterruptedException {
        Path fetched = fetch(address).path();
        if (Files.isDirectory(fetched)) {
            try (Stream<Path> stills = Files.list(fetched)) {
                List<Path> pictures = stills.toList();
                if (pictures.size() == 1) {
                    files.add(pictures.getFirst());
                    return pictures.getFirst();
                }
            }
        }
        throw new IllegalArgumentException(address + ": not one picture");
    }

    /** What a person called a file. */
    String named(Path file) {
        for (Path parent = file.getParent(); parent != null; parent = parent.getParent()) {
            String address = addresses.get(parent);
            if (address != null) {
                return address;
            }
        }
        return file.toString();
    }

    /** A text that may name a file, as a person would put it. */
    String told(String text) {
        String told = text;
        for (Path file : files) {
            told = told.replace(file.toString(), named(file));
        }
        return told;
    }

    @Override
    public void close() throws IOException {
        Way open = way;
        if (open != null) {
            try (WebClient _ = open.outside;
                    WebClient _ = open.inside) {
                DurableFiles.deleteTree(open.folder);
            }
        }
    }
}

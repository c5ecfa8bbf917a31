package dev.framewatch.desk.watch;

import dev.framewatch.desk.fetch.FetchedMedia;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Stores fetched media in the home folder under their SHA-256. Incomplete downloads are kept in a
 * separate staging folder, so they can be told apart after a restart.
 */
final class MediaStore {
    private static final Pattern EXTENSION = Pattern.compile("\\.([a-z0-9]{1,5})$");

    private final Home home;
    private final Path complete;
    private final Path staging;

    MediaStore(Home home) {
        this.home = home;
        this.complete = home.media();
        this.staging = home.staging();
    }

    /** Returns the number of bytes that can still be written. */
    long usableBytes() throws IOException {
        return Files.getFileStore(home.directory()).getUsableSpace();
    }

    /** Creates an empty staging folder for a post's media. */
    Path staging(String post) throws IOException {
        Path folder = staging.resolve(post);
        DurableFiles.deleteTree(folder);
        return Files.createDirectories(folder);
    }

    /** Deletes a staging folder with its incomplete media. */
    void discard(Path folder) throws IOException {
        DurableFiles.deleteTree(folder);
    }

    /**
     * Moves complete media to their final path; keeps existing media with the same hash.
     *
     * @return path relative to the home folder
     */
    String store(FetchedMedia fetched) throws IOException {
        Path target = complete.resolve(fetched.sha256().substring(0, 2)).resolve(name(fetched));
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        if (!Files.exists(target)) {
            DurableFiles.publish(fetched.path(), target);
        }
        return home.directory().relativize(target).toString();
    }

    private static String name(FetchedMedia fetched) {
        String fileName =
                Objects.toString(fetched.path().getFileName(), "").toLowerCase(Locale.ROOT);
        Matcher extension = EXTENSION.matcher(fileName);
        boolean isFile = Files.isRegularFile(fetched.path());
        return fetched.sha256() + (isFile && extension.find() ? extension.group() : "");
    }

    /** Resolves a path relative to the home folder. */
    Path resolve(String path) {
        return home.resolve(path);
    }

    /** Deletes media. */
    void delete(String path) throws IOException {
        DurableFiles.deleteTree(home.resolve(path));
    }

    /**
     * Deletes leftovers of a crash: staged files, and media without a database row.
     *
     * @param known paths of all known media, relative to the home folder
     */
    void sweep(Set<String> known) throws IOException {
        DurableFiles.deleteTree(staging);
        if (!Files.isDirectory(complete)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(complete, 2)) {
            for (Path path :
                    paths.filter(p -> complete.relativize(p).getNameCount() == 2).toList()) {
                if (!known.contains(home.directory().relativize(path).toString())) {
                    DurableFiles.deleteTree(path);
                }
            }
        }
    }
}

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
 * Fetched media in the home folder, named by their SHA-256; what is still arriving lies apart, so
 * that a restart can tell it from what is whole.
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

    /** An empty folder for what a Post's media consist of. */
    Path staging(String post) throws IOException {
        Path folder = staging.resolve(post);
        DurableFiles.deleteTree(folder);
        return Files.createDirectories(folder);
    }

    /** What did not become whole is of no use. */
    void discard(Path folder) throws IOException {
        DurableFiles.deleteTree(folder);
    }

    /**
     * Gives media that arrived their place.
     *
     * @return where that is, relative to the home folder
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
        String given = Objects.toString(fetched.path().getFileName(), "").toLowerCase(Locale.ROOT);
        Matcher ending = EXTENSION.matcher(given);
        boolean isFile = Files.isRegularFile(fetched.path());
        return fetched.sha256() + (isFile && ending.find() ? ending.group() : "");
    }

    /** Where media lie. */
    Path resolve(String path) {
        return home.resolve(path);
    }

    /** Deletes media. */
    void delete(String path) throws IOException {
        DurableFiles.deleteTree(home.resolve(path));
    }

    /**
     * Deletes what a crash left: all that was arriving, and media that no row names.
     *
     * @param known paths relative to the home folder
     */
    void sweep(Set<String> known) throws IOException {
        DurableFiles.deleteTree(staging);
        if (!Files.isDirectory(complete)) {
            return;
        }
        try (Stream<Path> found = Files.walk(complete, 2)) {
            for (Path path :
                    found.filter(p -> complete.relativize(p).getNameCount() == 2).toList()) {
                if (!known.contains(home.directory().relativize(path).toString())) {
                    DurableFiles.deleteTree(path);
                }
            }
        }
    }
}

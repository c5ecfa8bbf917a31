package dev.framewatch.desk.fetch;

import dev.framewatch.file.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folder for incomplete media, next to their destination, so that they can be moved by renaming.
 * Its name identifies it as a leftover after a power failure.
 */
record StagingFolder(Path path) implements AutoCloseable {
    private static final String NAME_PREFIX = ".half-fetched-";

    static StagingFolder in(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new StagingFolder(Files.createTempDirectory(folder, NAME_PREFIX));
    }

    /** Deletes all leftovers of interrupted fetches and returns their number. */
    static int sweep(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        List<Path> leftovers;
        try (Stream<Path> entries = Files.list(folder)) {
            leftovers =
                    entries.filter(entry ->
                                    String.valueOf(entry.getFileName()).startsWith(NAME_PREFIX))
                            .toList();
        }
        for (Path entry : leftovers) {
            DurableFiles.deleteTree(entry);
        }
        return leftovers.size();
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Forces a file's content to disk, which must precede the rename. */
    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        DurableFiles.deleteTree(path);
    }
}

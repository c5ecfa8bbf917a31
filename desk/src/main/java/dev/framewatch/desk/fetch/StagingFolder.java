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
 * A folder for what has not arrived whole, beside where it will lie, so that it can be renamed. Its
 * name tells what it is to whoever finds it after a power cut.
 */
record StagingFolder(Path path) implements AutoCloseable {
    private static final String NAME_PREFIX = ".half-fetched-";

    static StagingFolder in(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new StagingFolder(Files.createTempDirectory(folder, NAME_PREFIX));
    }

    /** Deletes all that fetches left behind that were cut off. */
    static int sweep(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        List<Path> left;
        try (Stream<Path> entries = Files.list(folder)) {
            left =
                    entries.filter(entry ->
                                    String.valueOf(entry.getFileName()).startsWith(NAME_PREFIX))
                            .toList();
        }
        for (Path entry : left) {
            DurableFiles.deleteTree(entry);
        }
        return left.size();
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Makes sure that a file's content is on the disk before its name is. */
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

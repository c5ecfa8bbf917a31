package dev.framewatch.desk.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Measures the total size of a folder's files, some of which may disappear meanwhile. */
record DirectorySize(Path folder) {
    long bytes() {
        long size = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    size += Files.size(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return size;
        }
        return size;
    }
}

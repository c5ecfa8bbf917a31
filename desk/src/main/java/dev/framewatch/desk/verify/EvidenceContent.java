package dev.framewatch.desk.verify;

import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;

/** Untrusted files in a folder or ZIP; nothing is extracted to disk. */
sealed interface EvidenceContent extends AutoCloseable permits FolderContent, ZipContent {
    /** Maximum number of files. */
    int MAX_FILES = 200_000;

    /**
     * Opens a folder or ZIP.
     *
     * @throws UnreadableEvidenceException if it is neither, or is unsafe
     */
    static EvidenceContent open(Path path) throws IOException {
        return Files.isDirectory(path) ? FolderContent.of(path) : ZipContent.of(path);
    }

    /** Returns the paths of all files, with slashes. */
    SortedSet<String> names();

    /**
     * Returns descriptions of entries that are not regular files or could lead out of the folder;
     * normally empty.
     */
    default SortedSet<String> unsupportedEntries() {
        return Collections.emptySortedSet();
    }

    InputStream open(String name) throws IOException;

    /** Returns the SHA-256 of a file. */
    default String sha256(String name) throws IOException {
        try (InputStream in = open(name)) {
            return Sha256.of(in);
        }
    }

    /**
     * Reads a small file.
     *
     * @throws UnreadableEvidenceException if it exceeds the limit
     */
    default byte[] bytes(String name, int maxBytes) throws IOException {
        try (InputStream in = open(name)) {
            byte[] bytes = in.readNBytes(maxBytes);
            if (in.read() >= 0) {
                throw new UnreadableEvidenceException(
                        "%s is larger than %d bytes".formatted(name, maxBytes));
            }
            return bytes;
        }
    }

    @Override
    void close() throws IOException;
}

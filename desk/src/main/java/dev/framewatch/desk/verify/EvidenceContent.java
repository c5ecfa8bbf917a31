package dev.framewatch.desk.verify;

import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;

/** Named files that nobody has checked, in a folder or a zip; nothing is unpacked to the disk. */
sealed interface EvidenceContent extends AutoCloseable permits FolderContent, ZipContent {
    /** More files than this are refused. */
    int MAX_FILES = 200_000;

    /**
     * Opens a folder or a zip.
     *
     * @throws UnreadableEvidenceException when it is neither, or refused
     */
    static EvidenceContent open(Path path) throws IOException {
        return Files.isDirectory(path) ? FolderContent.of(path) : ZipContent.of(path);
    }

    /** The paths of all files, with slashes. */
    SortedSet<String> names();

    /** What is not a plain file, or could lead out of the folder, in words; empty as a rule. */
    default SortedSet<String> oddities() {
        return Collections.emptySortedSet();
    }

    InputStream open(String name) throws IOException;

    /** SHA-256 of a file. */
    default String sha256(String name) throws IOException {
        try (InputStream in = open(name)) {
            return Sha256.of(in);
        }
    }

    /**
     * A small file.
     *
     * @throws UnreadableEvidenceException when it is larger
     */
    default byte[] bytes(String name, int most) throws IOException {
        try (InputStream in = open(name)) {
            byte[] bytes = in.readNBytes(most);
            if (in.read() >= 0) {
                throw new UnreadableEvidenceException(
                        "%s is larger than %d bytes".formatted(name, most));
            }
            return bytes;
        }
    }

    @Override
    void close() throws IOException;
}

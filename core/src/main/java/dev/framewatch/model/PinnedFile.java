package dev.framewatch.model;

import dev.framewatch.error.ModelException;
import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares a file with the hash that was pinned for it. */
final class PinnedFile {
    private PinnedFile() {}

    /** The file itself, once its content is known to be the pinned one. */
    static Path checked(Path file, String sha256, String wayOut) throws IOException {
        String found = Sha256.of(file);
        if (!found.equals(sha256)) {
            throw new ModelException(differs(file, found, sha256) + "\n" + wayOut);
        }
        return file;
    }

    static boolean matches(Path file, long bytes, String sha256) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == bytes
                && Sha256.of(file).equals(sha256);
    }

    static String differs(Path file, String found, String sha256) {
        return "refused "
                + file
                + ": it is not the file that was pinned.\n  SHA-256  "
                + found
                + "\n  expected "
                + sha256;
    }
}

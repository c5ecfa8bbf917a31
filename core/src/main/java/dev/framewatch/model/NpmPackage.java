package dev.framewatch.model;

import dev.framewatch.file.Sha256;

/**
 * An npm package, pinned by the hash of its tarball.
 *
 * @param name package name, including its scope
 * @param version exact version
 * @param bytes size of the tarball
 * @param sha256 SHA-256 of the tarball, 64 lower-case hexadecimal digits
 */
public record NpmPackage(String name, String version, long bytes, String sha256) {
    public NpmPackage {
        Sha256.requireDigest(sha256);
        // Both become command-line arguments, so neither may look like an option or a path.
        if (!name.matches("(@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*")
                || !version.matches("[0-9][0-9A-Za-z.+-]*")) {
            throw new IllegalArgumentException("invalid package " + name + "@" + version);
        }
    }

    /** Returns the npm package specifier, {@code name@version}. */
    public String spec() {
        return name + "@" + version;
    }
}

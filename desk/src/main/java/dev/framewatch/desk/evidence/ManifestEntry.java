package dev.framewatch.desk.evidence;

import dev.framewatch.file.Sha256;
import java.util.regex.Pattern;

/**
 * A file listed in a manifest.
 *
 * @param path relative to the folder of the manifest, with slashes; cannot lead out of it
 * @param sha256 SHA-256 of the content
 * @param bytes size
 */
public record ManifestEntry(String path, String sha256, long bytes)
        implements Comparable<ManifestEntry> {
    private static final int MAX_LENGTH = 300;
    private static final Pattern SAFE =
            Pattern.compile(
                    "[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}._-]*(/[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}._-]*){0,3}");

    public ManifestEntry {
        requireSafe(path);
        Sha256.requireDigest(sha256);
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    "invalid size of '%s': %d bytes".formatted(path, bytes));
        }
    }

    /**
     * Returns whether a path has the form that Framewatch writes: short, plain characters, no "..".
     */
    public static boolean isSafe(String path) {
        return path.length() <= MAX_LENGTH && SAFE.matcher(path).matches();
    }

    private static void requireSafe(String path) {
        if (!isSafe(path)) {
            throw new IllegalArgumentException(
                    "invalid evidence file name '%s'".formatted(path.replaceAll("\\p{Cc}", "?")));
        }
    }

    /** Compares by path. */
    @Override
    public int compareTo(ManifestEntry other) {
        return path.compareTo(other.path);
    }
}

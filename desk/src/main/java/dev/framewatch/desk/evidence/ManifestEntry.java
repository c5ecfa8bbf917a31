package dev.framewatch.desk.evidence;

import dev.framewatch.file.Sha256;
import java.util.regex.Pattern;

/**
 * A file of which a manifest tells.
 *
 * @param path below the folder of the manifest, with slashes; it cannot lead out of it
 * @param sha256 of its bytes
 * @param bytes how many
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
            throw new IllegalArgumentException("'%s' cannot have %d bytes".formatted(path, bytes));
        }
    }

    /** Whether a path is one that Framewatch writes: short, of plain letters, and never upwards. */
    public static boolean isSafe(String path) {
        return path.length() <= MAX_LENGTH && SAFE.matcher(path).matches();
    }

    private static void requireSafe(String path) {
        if (!isSafe(path)) {
            throw new IllegalArgumentException(
                    "'%s' is no name for a file of evidence"
                            .formatted(path.replaceAll("\\p{Cntrl}", "?")));
        }
    }

    /** By path. */
    @Override
    public int compareTo(ManifestEntry other) {
        return path.compareTo(other.path);
    }
}

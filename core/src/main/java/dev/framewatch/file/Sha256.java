package dev.framewatch.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/**
 * Computes SHA-256 digests as 64 lower-case hexadecimal digits, which serve as content identifiers.
 */
public final class Sha256 {
    private static final int CHUNK_BYTES = 1 << 17;

    private Sha256() {}

    /**
     * Validates the format of a digest.
     *
     * @throws IllegalArgumentException if the text is not 64 lower-case hexadecimal digits
     */
    public static void requireDigest(String digest) {
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'" + digest + "' is not a SHA-256 digest");
        }
    }

    public static String of(byte[] content) {
        return HexFormat.of().formatHex(digest().digest(content));
    }

    /** Returns the digest of a file, read once in chunks. */
    public static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    /** Returns the digest of a stream, read to its end in chunks; the caller closes it. */
    public static String of(InputStream in) throws IOException {
        MessageDigest digest = digest();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            digest.update(chunk, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Copies a stream to its end and returns the digest of the copied bytes; closes neither stream.
     */
    public static String copy(InputStream in, OutputStream out) throws IOException {
        MessageDigest digest = digest();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            digest.update(chunk, 0, read);
            out.write(chunk, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform implements SHA-256", e);
        }
    }

    /**
     * Returns one digest of several files: that of the lines {@code NAME HASH}, sorted by name.
     *
     * @param hashes digest of each file, keyed by file name
     */
    public static String ofAll(SortedMap<String, String> hashes) {
        StringBuilder lines = new StringBuilder();
        hashes.forEach((name, hash) -> lines.append(name).append(' ').append(hash).append('\n'));
        return of(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}

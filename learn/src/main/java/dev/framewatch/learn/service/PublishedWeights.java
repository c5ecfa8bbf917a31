package dev.framewatch.learn.service;

import dev.framewatch.error.RefusedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A weights file that its publisher offers for download, outside of any package.
 *
 * @param id the model's ID once it is imported
 * @param title what it is and under which terms, for people
 * @param url the publisher's URL
 * @param bytes its size
 * @param md5 the MD5 digest that the publisher states, 32 lower-case hexadecimal digits
 */
public record PublishedWeights(String id, String title, String url, long bytes, String md5) {
    /** VGG16 without its top, as {@code keras.applications} downloads it. */
    public static final PublishedWeights VGG16 =
            new PublishedWeights(
                    "vgg16",
                    "VGG16's weights, by the Visual Geometry Group (Oxford) under CC BY 4.0, as"
                            + " published by Keras",
                    "https://storage.googleapis.com/tensorflow/keras-applications/vgg16/"
                            + "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5",
                    58_889_256,
                    "6d6bbae143d832006294945121d1f1fc");

    public PublishedWeights {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes: must be positive, not " + bytes);
        }
        if (!md5.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("'" + md5 + "' is not an MD5 digest");
        }
    }

    /** Returns what will be downloaded, and from where. */
    public String offer() {
        return String.format(Locale.ROOT, "%s (%.1f MB from %s)", title, bytes / 1e6, url);
    }

    /**
     * Checks that a file is the published one.
     *
     * @throws RefusedException if its size or its MD5 digest differs
     */
    void require(Path file) throws IOException {
        long size = Files.size(file);
        if (size != bytes) {
            throw refused("has %d bytes instead of %d".formatted(size, bytes));
        }
        String found = md5(file);
        if (!found.equals(md5)) {
            throw refused("has the MD5 digest %s instead of %s".formatted(found, md5));
        }
    }

    private RefusedException refused(String difference) {
        return new RefusedException(
                ("refused what came from %s: it %s, so it is not the published file. A proxy or the"
                                + " server may have sent an error page; try again, or import a copy"
                                + " of the file from elsewhere")
                        .formatted(url, difference));
    }

    /** Returns the digest by which publishers name files; the content is also pinned by SHA-256. */
    private static String md5(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(
                        Files.newInputStream(file), MessageDigest.getInstance("MD5"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform implements MD5", e);
        }
    }
}

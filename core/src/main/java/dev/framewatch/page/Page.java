package dev.framewatch.page;

import gg.jte.Content;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What the frame of every page is filled with.
 *
 * @param title plain text
 * @param style CSS of our own
 * @param script JavaScript of our own, or null
 * @param content of the main element
 */
record Page(String title, String style, @Nullable String script, Content content) {
    /** Returns what its content security policy lets in as style: this one, by its hash. */
    String styleSource() {
        return source(style);
    }

    /** Returns what its content security policy lets run: its script, by its hash, or nothing. */
    String scriptSource() {
        return script == null ? "'none'" : source(script);
    }

    private static String source(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}

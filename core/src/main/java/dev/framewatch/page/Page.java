package dev.framewatch.page;

import gg.jte.Content;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page frame that all pages share.
 *
 * @param title plain text
 * @param style trusted CSS
 * @param script trusted JavaScript, or null
 * @param isServed whether a web server of Framewatch serves the page, which may then load images
 *     and data from there
 * @param content content of the main element
 */
record Page(
        String title, String style, @Nullable String script, boolean isServed, Content content) {
    /** Returns what the content security policy allows the page to load beside itself. */
    String loadable() {
        return isServed ? "img-src 'self' data:; connect-src 'self'" : "img-src data:";
    }

    /** Returns the style source of the content security policy: the hash of this page's style. */
    String styleSource() {
        return source(style);
    }

    /**
     * Returns the script source of the content security policy: the hash of the script, or none.
     */
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

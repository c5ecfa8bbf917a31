package dev.framewatch.web.media;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A drawing of our own whose colours depend on the reader's style; only this style is allowed. */
public final class StyledSvg {
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

    private StyledSvg() {}

    /** Sends a drawing. */
    public static void send(Context ctx, String svg) {
        Matcher style = STYLE.matcher(svg);
        String source = style.find() ? "'sha256-%s'".formatted(hash(style.group(1))) : "'none'";
        ctx.header("Content-Security-Policy", "default-src 'none'; style-src " + source);
        ctx.contentType("image/svg+xml").result(svg);
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}

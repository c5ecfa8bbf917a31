package dev.framewatch.desk.alert.send;

import dev.framewatch.error.InvalidFieldException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shared secret of a webhook, according to Standard Webhooks.
 *
 * @param text {@code whsec_} and 24 to 64 bytes in Base64
 */
public record WebhookSigningKey(String text) {
    private static final String PREFIX = "whsec_";
    private static final int KEY_BYTES = 32;
    private static final int MIN_KEY_BYTES = 24;
    private static final int MAX_KEY_BYTES = 64;
    private static final String ALGORITHM = "HmacSHA256";

    public WebhookSigningKey {
        int bytes;
        try {
            bytes = text.startsWith(PREFIX) ? decoded(text).length : 0;
        } catch (IllegalArgumentException e) {
            bytes = 0;
        }
        if (bytes < MIN_KEY_BYTES || bytes > MAX_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "a webhook key must be whsec_ followed by %d to %d bytes in Base64"
                            .formatted(MIN_KEY_BYTES, MAX_KEY_BYTES));
        }
    }

    /**
     * Returns the key that a receiver has given: in the form of Standard Webhooks, or any other
     * text, whose bytes are the key.
     *
     * @throws InvalidFieldException if it is too short or too long
     */
    public static WebhookSigningKey given(String text) {
        try {
            return new WebhookSigningKey(
                    text.startsWith(PREFIX)
                            ? text
                            : PREFIX
                                    + Base64.getEncoder()
                                            .encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(
                    "key",
                    "the signing key must be whsec_ followed by Base64, or a text, of %d to %d bytes"
                            .formatted(MIN_KEY_BYTES, MAX_KEY_BYTES));
        }
    }

    /** Generates a random key. */
    public static WebhookSigningKey random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new WebhookSigningKey(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /**
     * Returns the value of the {@code webhook-signature} header: HMAC-SHA256 over message ID, time
     * and body, joined by dots.
     *
     * @param id ID of the message
     * @param timestamp Unix time in seconds
     * @param body request body
     */
    String signature(String id, long timestamp, byte[] body) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(decoded(text), ALGORITHM));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HMAC-SHA256", e);
        }
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    /** Omits the key. */
    @Override
    public String toString() {
        return "WebhookSigningKey";
    }
}

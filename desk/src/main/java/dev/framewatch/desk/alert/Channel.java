package dev.framewatch.desk.alert;

import dev.framewatch.error.InvalidFieldException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A destination for alerts.
 *
 * @param name unique name: letters, digits, dots, hyphens and underscores
 * @param config transport settings
 * @param filter which events to send, and when
 * @param addedAt time at which it was added; distinguishes channels that reuse a name
 */
public record Channel(
        String name, ChannelConfig config, SubscriptionFilter filter, Instant addedAt) {
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{0,63}");

    public Channel {
        name = canonicalName(name);
        if (!NAME.matcher(name).matches()) {
            throw new InvalidFieldException(
                    "name",
                    "invalid channel name '%s': use letters, digits, dots, hyphens and underscores"
                            .formatted(name));
        }
    }

    /** Returns a name in the form in which names are compared: composed characters (NFC). */
    public static String canonicalName(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }
}

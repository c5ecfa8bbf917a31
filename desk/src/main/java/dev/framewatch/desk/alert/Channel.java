package dev.framewatch.desk.alert;

import dev.framewatch.error.InvalidFieldException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Somewhere alerts go.
 *
 * @param name unique among channels: letters, digits, dots, hyphens and underscores
 * @param config the way to it
 * @param filter what it wants to hear, and when
 * @param addedAt when it was set up; a channel of the same name set up later is another
 */
public record Channel(
        String name, ChannelConfig config, SubscriptionFilter filter, Instant addedAt) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

    public Channel {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidFieldException(
                    "name",
                    "'%s' cannot name a channel: use letters, digits, dots, hyphens and underscores"
                            .formatted(name));
        }
    }
}

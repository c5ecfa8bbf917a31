package dev.framewatch.desk.config;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.secret.SecretLocation;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an alert channel.
 *
 * @param config type and destination
 * @param filter which alerts it receives, and when
 * @param signingKey where the key is that the receiver of a signed webhook has given, for a channel
 *     that is added; null for a new one
 */
public record AlertSettings(
        ChannelConfig config, SubscriptionFilter filter, @Nullable SecretLocation signingKey) {
    /** Returns whether messages are sent in the same way, to whatever destination. */
    public boolean isSameKindAs(AlertSettings other) {
        return config.getClass().equals(other.config.getClass());
    }
}

package dev.framewatch.desk.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is doing.
 *
 * @param channel which
 * @param state whether it sends
 * @param reason what went wrong last, for people; null while all is well
 * @param failingSince since when nothing gets through; null while it does
 * @param nextAttempt when it is tried again; null while all is well
 * @param lastSuccess when something got through last; null for never
 * @param waiting messages that are yet to be sent
 * @param dead those that were given up
 */
public record ChannelStatus(
        Channel channel,
        State state,
        @Nullable String reason,
        @Nullable Instant failingSince,
        @Nullable Instant nextAttempt,
        @Nullable Instant lastSuccess,
        int waiting,
        List<DeadLetter> dead) {
    public ChannelStatus {
        dead = List.copyOf(dead);
    }

    /** Whether a channel sends. */
    public enum State {
        /** It does. */
        ON,
        /** Somebody paused it: messages wait. */
        PAUSED,
        /** The other side is gone: nothing more is written for it. */
        DISABLED
    }

    /**
     * A message that was given up.
     *
     * @param id its own
     * @param event what it told, in a word
     * @param writtenAt when
     * @param attempts how often it was tried
     * @param reason of the last failure
     */
    public record DeadLetter(
            String id, String event, Instant writtenAt, int attempts, String reason) {}
}

package dev.framewatch.desk.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Status of a channel.
 *
 * @param channel channel
 * @param state whether it sends
 * @param reason reason of the last failure, for display; null if healthy
 * @param failingSince time of the first of the current failures; null if healthy
 * @param nextAttempt time of the next attempt; null if healthy
 * @param lastSuccess time of the last successful delivery; null if none
 * @param waiting number of pending messages
 * @param dead abandoned messages
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

    /** Operating state of a channel. */
    public enum State {
        /** Sends messages. */
        ON,
        /** Paused by a user; messages are queued. */
        PAUSED,
        /** Disabled, as the receiver is gone; no messages are queued. */
        DISABLED
    }

    /**
     * A message whose delivery was abandoned.
     *
     * @param id id of the message
     * @param event type of the event
     * @param writtenAt time at which the message was queued
     * @param attempts number of delivery attempts
     * @param reason reason of the last failure
     */
    public record DeadLetter(
            String id, String event, Instant writtenAt, int attempts, String reason) {}
}

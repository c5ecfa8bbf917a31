package dev.framewatch.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock in UTC that stands still until a test moves it, for tests of every module. */
public final class MutableClock extends Clock {
    private volatile Instant now;

    /** Stands at a moment as {@link Instant#parse} reads it. */
    public MutableClock(String now) {
        this.now = Instant.parse(now);
    }

    /** Moves forward, or back by a negative time. */
    public void advance(Duration time) {
        now = now.plus(time);
    }

    /** Moves to a moment as {@link Instant#parse} reads it. */
    public void set(String moment) {
        now = Instant.parse(moment);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

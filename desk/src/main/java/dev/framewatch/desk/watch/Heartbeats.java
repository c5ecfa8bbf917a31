package dev.framewatch.desk.watch;

import dev.framewatch.desk.health.RoundedDuration;
import dev.framewatch.desk.health.WatchHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * When each activity of the watch last made progress, and until when it has to make some. Measured
 * by a monotonic clock. Thread-safe.
 */
final class Heartbeats {
    private final LongSupplier nanoTime;
    private final Map<String, Beat> beats = new ConcurrentHashMap<>();

    private record Beat(long at, Duration limit) {
        Duration age(long now) {
            return Duration.ofNanos(now - at);
        }

        boolean isOverdue(long now) {
            return age(now).compareTo(limit) > 0;
        }
    }

    /**
     * @param nanoTime returns the time as {@link System#nanoTime} does
     */
    Heartbeats(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Begins to expect progress of an activity.
     *
     * @param limit longest time without progress
     */
    void expect(String activity, Duration limit) {
        beats.put(activity, new Beat(nanoTime.getAsLong(), limit));
    }

    /** Records progress of an activity, if some is expected. */
    void progress(String activity) {
        long now = nanoTime.getAsLong();
        beats.computeIfPresent(activity, (_, beat) -> new Beat(now, beat.limit));
    }

    /** Expects no more progress of an activity. */
    void end(String activity) {
        beats.remove(activity);
    }

    /** Returns which activity is stuck, for display; empty if none is. */
    Optional<String> stuck() {
        long now = nanoTime.getAsLong();
        return beats.entrySet().stream()
                .filter(entry -> entry.getValue().isOverdue(now))
                .min(Map.Entry.comparingByKey())
                .map(entry ->
                        "%s: no progress for %s"
                                .formatted(
                                        entry.getKey(),
                                        RoundedDuration.format(entry.getValue().age(now))));
    }

    /** Returns the state of all activities, for other processes. */
    WatchHeartbeat snapshot(Instant time) {
        long now = nanoTime.getAsLong();
        List<WatchHeartbeat.Activity> activities =
                beats.entrySet().stream()
                        .map(entry -> activity(entry.getKey(), entry.getValue(), time, now))
                        .sorted(Comparator.comparing(WatchHeartbeat.Activity::name))
                        .toList();
        return new WatchHeartbeat(ProcessHandle.current().pid(), time, activities);
    }

    private static WatchHeartbeat.Activity activity(
            String name, Beat beat, Instant time, long now) {
        Instant at = time.minus(beat.age(now));
        return new WatchHeartbeat.Activity(name, at, at.plus(beat.limit));
    }
}

package dev.framewatch.desk.health;

import dev.framewatch.desk.store.PollRepository;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.home.Home;
import dev.framewatch.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What a running watch writes down from time to time, so that another process can tell whether it
 * runs and makes progress. It is removed when the watch ends in peace.
 *
 * @param process ID of the process
 * @param at time at which it was written
 * @param activities what the watch does
 */
public record WatchHeartbeat(long process, Instant at, List<Activity> activities) {
    /** Time between two of them. */
    public static final Duration INTERVAL = Duration.ofMinutes(1);

    /** A watch that is started again after a crash is silent for a while. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int MAX_BYTES = 1 << 16;

    public WatchHeartbeat {
        activities = List.copyOf(activities);
    }

    /**
     * An activity of the watch.
     *
     * @param name name of the activity, such as {@code judge}
     * @param lastProgressAt time of its last progress
     * @param dueAt time by which it has to make progress
     */
    public record Activity(String name, Instant lastProgressAt, Instant dueAt) {}

    /** Writes this down in a home folder. */
    public void write(Home home) throws IOException {
        Path temporary = home.resolve(".watch-heartbeat.part");
        Files.write(
                temporary, StrictJson.MAPPER.writeValueAsBytes(this)); // need not survive a crash
        Files.move(
                temporary,
                home.heartbeat(),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes what a watch has written. */
    public static void remove(Home home) throws IOException {
        Files.deleteIfExists(home.heartbeat());
    }

    /** Returns the last heartbeat of the watch of a home folder; empty if it ended in peace. */
    public static Optional<WatchHeartbeat> read(Home home) throws IOException {
        if (!Files.exists(home.heartbeat())) {
            return Optional.empty();
        }
        try {
            byte[] bytes = BoundedFile.bytes(home.heartbeat(), MAX_BYTES);
            return Optional.of(StrictJson.MAPPER.readValue(bytes, WatchHeartbeat.class));
        } catch (JacksonException e) {
            throw new IOException("%s is damaged".formatted(home.heartbeat()), e);
        }
    }

    /** Returns why the watch is not doing its work, for display; null if it is. */
    public @Nullable String problem(Instant now) {
        if (at.isAfter(now.plus(PollRepository.CLOCK_TOLERANCE))) {
            return null; // the clock was wrong, which is said of the sources
        }
        if (now.isAfter(at.plus(PATIENCE))) {
            return "the watch has shown no sign of life for %s, and was not stopped: start it again"
                    .formatted(age(at, now));
        }
        return activities.stream()
                .filter(activity -> now.isAfter(activity.dueAt))
                .findFirst()
                .map(activity ->
                        "the watch is stuck (%s): no progress for %s"
                                .formatted(activity.name, age(activity.lastProgressAt, now)))
                .orElse(null);
    }

    private static String age(Instant from, Instant to) {
        return RoundedDuration.format(Duration.between(from, to));
    }
}

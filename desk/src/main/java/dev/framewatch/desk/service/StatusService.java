package dev.framewatch.desk.service;

import static java.util.stream.Collectors.toSet;

import dev.framewatch.desk.alert.ChannelStatus;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.api.StatusDto;
import dev.framewatch.desk.api.StatusDto.CanaryStatus;
import dev.framewatch.desk.api.StatusDto.SourceStatus;
import dev.framewatch.desk.governance.GovernanceRepository;
import dev.framewatch.desk.health.CanaryRepository;
import dev.framewatch.desk.health.PipelineStats;
import dev.framewatch.desk.health.PostBacklog;
import dev.framewatch.desk.health.SourceHealth;
import dev.framewatch.desk.health.SourceHealthRepository;
import dev.framewatch.desk.health.WatchHeartbeat;
import dev.framewatch.desk.store.ConcernRepository;
import dev.framewatch.desk.store.ConcernRepository.Concern;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.NetworkFileSystem;
import dev.framewatch.desk.store.PollRepository;
import dev.framewatch.desk.timestamp.TimestampRepository;
import dev.framewatch.error.ServiceException;
import dev.framewatch.file.WritableFolder;
import dev.framewatch.home.Home;
import dev.framewatch.targets.TargetStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Health check: reports whether monitoring is up to date, and if not, why. */
public final class StatusService {
    /** Clocks that are set by a time server differ by less than a second. */
    private static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofHours(1);

    private static final long MEGABYTE = 1_000_000;

    /** Less than this is used up by the database and one video. */
    private static final long MIN_FREE_BYTES = 500 * MEGABYTE;

    private final Database database;
    private final Home home;
    private final Clock clock;
    private final ToLongFunction<Path> freeSpace;

    StatusService(Database database, Home home, Clock clock) {
        this(database, home, clock, StatusService::usableBytes);
    }

    /**
     * @param freeSpace returns the number of bytes that can be written to the disk of a folder
     */
    StatusService(Database database, Home home, Clock clock, ToLongFunction<Path> freeSpace) {
        this.database = database;
        this.home = home;
        this.clock = clock;
        this.freeSpace = freeSpace;
    }

    private static long usableBytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // unknown, which is no sign of a full disk
        }
    }

    /** Returns the current state of sources, canaries, alerts, targets and the queue. */
    public StatusDto status() {
        Instant now = clock.instant();
        List<SourceHealth> sources =
                database.read(handle -> new SourceHealthRepository(handle).all(now));
        List<CanaryStatus> canaries =
                database.read(handle -> new CanaryRepository(handle).all()).stream()
                        .map(canary -> CanaryStatus.of(canary, now))
                        .toList();
        PipelineStats work = database.read(handle -> PipelineStats.now(handle, now));
        List<String> concerns = concerns(now);
        addHeartbeat(now, concerns);
        addFolders(concerns);
        addWatch(now, sources, concerns);
        if (sources.isEmpty()) {
            concerns.add("no sources");
        } else if (sources.stream()
                .allMatch(source -> source.state() == SourceHealth.State.PAUSED)) {
            concerns.add("every source is paused");
        }
        database.read(handle -> new PollRepository(handle).leftOut())
                .forEach((source, files) -> concerns.add("source %s: %s".formatted(source, files)));
        boolean healthy =
                concerns.isEmpty()
                        && sources.stream().allMatch(SourceHealth::isHealthy)
                        && canaries.stream().allMatch(CanaryStatus::well);
        return new StatusDto(
                healthy,
                sources.stream().map(SourceStatus::of).toList(),
                work.toFetch() + work.toJudge(),
                work,
                canaries,
                concerns);
    }

    private List<String> concerns(Instant now) {
        List<String> concerns = new ArrayList<>();
        addFileSystem(concerns);
        addTargets(now, concerns);
        new Channels(database, clock).statuses().forEach(channel -> addAlerts(channel, concerns));
        TimestampRepository.Count stamps =
                database.read(handle -> new TimestampRepository(handle).count());
        if (!stamps.reason().isEmpty()) {
            concerns.add("%d pending timestamps: %s".formatted(stamps.pending(), stamps.reason()));
        }
        database.read(handle -> new TimestampRepository(handle).clockDifference())
                .filter(difference -> difference.abs().compareTo(MAX_CLOCK_DIFFERENCE) > 0)
                .ifPresent(difference -> concerns.add(clockConcern(difference)));
        return concerns;
    }

    private static String clockConcern(Duration difference) {
        Duration size = difference.abs();
        String amount =
                size.toDays() > 0
                        ? size.toDays() + " days"
                        : "%d h %02d min".formatted(size.toHours(), size.toMinutesPart());
        return "the timestamp authority's clock was %s %s this machine's: one of the two is wrong"
                .formatted(amount, difference.isNegative() ? "behind" : "ahead of");
    }

    private void addFileSystem(List<String> concerns) {
        try {
            NetworkFileSystem.warning(home.directory()).ifPresent(concerns::add);
        } catch (IOException e) {
            concerns.add("%s: unknown file system".formatted(home.directory()));
        }
    }

    private void addHeartbeat(Instant now, List<String> concerns) {
        try {
            WatchHeartbeat.read(home)
                    .map(heartbeat -> heartbeat.problem(now))
                    .ifPresent(concerns::add);
        } catch (IOException e) {
            concerns.add(String.valueOf(e.getMessage()));
        }
    }

    /** A folder that does not exist yet was never needed. */
    private void addFolders(List<String> concerns) {
        Stream.of(home.evidence(), home.evidenceFrames(), home.media())
                .filter(Files::exists)
                .flatMap(folder -> WritableFolder.problem(folder).stream())
                .findFirst()
                .ifPresent(concerns::add);
    }

    private void addWatch(Instant now, List<SourceHealth> sources, List<String> concerns) {
        long free = freeSpace.applyAsLong(home.directory());
        if (free < MIN_FREE_BYTES) {
            concerns.add(
                    "only %d MB are free on the disk of %s"
                            .formatted(free / MEGABYTE, home.directory()));
        }
        Set<String> unreliable =
                sources.stream()
                        .filter(source -> !source.isHealthy())
                        .map(SourceHealth::name)
                        .collect(toSet());
        database.read(
                        handle -> {
                            List<Concern> all =
                                    new ArrayList<>(new ConcernRepository(handle).all());
                            all.addAll(new PostBacklog(handle, now).concerns(unreliable));
                            return all;
                        })
                .forEach(concern -> concerns.add(concern.reason()));
    }

    private void addTargets(Instant now, List<String> concerns) {
        TargetStore targets = new TargetStore(home.targets());
        List<String> names = targets.names();
        if (names.isEmpty()) {
            concerns.add("no targets");
        }
        for (String name : names) {
            boolean expired =
                    database.read(handle -> new GovernanceRepository(handle).isExpired(name, now));
            if (expired) {
                concerns.add("target %s has expired and is no longer monitored".formatted(name));
            }
            try {
                targets.open(name).close();
            } catch (ServiceException e) {
                concerns.add("target %s is not monitored: %s".formatted(name, e.getMessage()));
            }
        }
    }

    private static void addAlerts(ChannelStatus channel, List<String> concerns) {
        String name = channel.channel().name();
        switch (channel.state()) {
            case DISABLED ->
                    concerns.add("alerts to %s are disabled: %s".formatted(name, channel.reason()));
            case PAUSED -> {}
            case ON -> {
                if (channel.failingSince() != null) {
                    concerns.add(
                            "alerts to %s have been failing since %s: %s"
                                    .formatted(name, channel.failingSince(), channel.reason()));
                }
            }
        }
        if (!channel.dead().isEmpty()) {
            concerns.add("%d failed alerts to %s".formatted(channel.dead().size(), name));
        }
    }
}

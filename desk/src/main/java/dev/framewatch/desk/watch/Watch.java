package dev.framewatch.desk.watch;

import dev.framewatch.desk.evidence.EvidenceFolder;
import dev.framewatch.desk.evidence.EvidenceWriter;
import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.fetch.FetchException;
import dev.framewatch.desk.fetch.FetchedMedia;
import dev.framewatch.desk.health.WatchHeartbeat;
import dev.framewatch.desk.http.ServerClocks;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.NetworkFileSystem;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.desk.watch.ScheduledTask.Result;
import dev.framewatch.error.ConflictException;
import dev.framewatch.file.PrivateFolder;
import dev.framewatch.home.Home;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Watches a home folder's sources for its targets. The database holds the pending work, so a watch
 * resumes where it left off, however it ended.
 */
public final class Watch implements AutoCloseable {
    /** How soon changes by other processes are noticed. */
    private static final Duration CHANGE_CHECK_INTERVAL = Duration.ofSeconds(1);

    /** Stages are woken by changes and due times, but check at least this often. */
    private static final Duration STAGE_INTERVAL = Duration.ofMinutes(1);

    private static final Duration CLOCK_CHECK_INTERVAL = Duration.ofSeconds(10);
    private static final Duration RETENTION_INTERVAL = Duration.ofMinutes(10);
    private static final Duration CANARY_INTERVAL = Duration.ofHours(6);
    private static final Duration RESTART_CHECK_INTERVAL = Duration.ofHours(1);

    /** How long the watch's death is told after it was started again. */
    private static final Duration RESTART_TOLD = Duration.ofDays(1);

    private static final String RESTART = "restart";
    static final String POLL_TASK = "poll";
    static final String FETCH_TASK = "fetch";
    static final String JUDGE_TASK = "judge";
    static final String CLEAN_UP_TASK = "clean up";
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofMinutes(10);

    private final HomeLock lock;
    private final Database database;
    private final TargetScanner scanner;
    private final PollStage pollStage;
    private final List<ScheduledTask> scheduledTasks;
    private final RecurringTasks tasks;
    private final TargetStore targets;
    private final TaskRunner runner;
    private final Monitoring monitoring;
    private final Clock clock;
    private final Map<ScheduledTask, Instant> lastRuns = new HashMap<>();
    private final CountDownLatch stopping;
    private final StagePipeline pipeline;

    /** Creates the adapter for a source. */
    @FunctionalInterface
    public interface SourceOpener {
        Source open(SourceSettings settings) throws SourceException;
    }

    /** Downloads the media of a post into a folder, with the permissions of its source. */
    @FunctionalInterface
    public interface Fetch {
        FetchedMedia fetch(StoredPost post, Path folder)
                throws FetchException, InterruptedException;
    }

    /**
     * Writes the alert for a sighting to the outbox, in the transaction that records the sighting.
     */
    @FunctionalInterface
    public interface Announcer {
        void sighted(Handle handle, SightingRecord facts);
    }

    /**
     * Dependencies of a watch.
     *
     * @param sources creates source adapters
     * @param fetch downloads media
     * @param targets store of all targets
     * @param models loads the models that targets share
     * @param isActive returns whether the target with this name is currently watched for
     * @param announcer writes alerts to the outbox
     * @param tasks additional recurring tasks, such as alert delivery and trend detection
     * @param servers clocks of the servers that have answered
     * @param workers number of recognition threads
     * @param supervisor replaces the process if it is no longer sound
     * @param version version of Framewatch, recorded in evidence
     */
    public record Parts(
            SourceOpener sources,
            Fetch fetch,
            TargetStore targets,
            Function<Backbones, FeatureExtractor> models,
            Predicate<String> isActive,
            Announcer announcer,
            List<ScheduledTask> tasks,
            ServerClocks servers,
            int workers,
            Supervisor supervisor,
            String version) {}

    /** What a monitor needs. */
    private record Monitoring(Home home, Heartbeats heartbeats, Supervisor supervisor) {
        HeartbeatMonitor start(Clock clock) {
            return HeartbeatMonitor.start(heartbeats, supervisor, home, clock);
        }
    }

    private Watch(
            HomeLock lock,
            Database database,
            TargetScanner scanner,
            PollStage pollStage,
            List<ScheduledTask> scheduledTasks,
            RecurringTasks tasks,
            TargetStore targets,
            TaskRunner runner,
            Monitoring monitoring,
            Clock clock,
            CountDownLatch stopping,
            StagePipeline pipeline) {
        this.runner = runner;
        this.monitoring = monitoring;
        this.clock = clock;
        this.lock = lock;
        this.database = database;
        this.scanner = scanner;
        this.pollStage = pollStage;
        this.scheduledTasks = List.copyOf(scheduledTasks);
        this.tasks = tasks;
        this.targets = targets;
        this.stopping = stopping;
        this.pipeline = pipeline;
    }

    /**
     * Opens a home folder for watching and removes leftovers of a crash.
     *
     * @param database database of that folder; owned by the caller and closed after the watch
     * @param random source of jitter; must be thread-safe
     * @throws ConflictException if another process watches the folder; the message names it
     * @throws IOException if the folder cannot be used
     */
    public static Watch open(
            Home home,
            Database database,
            Parts parts,
            WatchSettings settings,
            Clock clock,
            RandomGenerator random,
            WatchListener listener)
            throws IOException {
        HomeLock lock = HomeLock.acquire(home, clock.instant());
        CountDownLatch stopping = new CountDownLatch(1);
        RecurringTasks tasks = new RecurringTasks(listener::note, SHUTDOWN_TIMEOUT);
        StagePipeline pipeline = new StagePipeline();
        Heartbeats heartbeats = new Heartbeats(System::nanoTime);
        WatchListener waking =
                new WakingListener(
                        listener,
                        () -> {
                            tasks.wake();
                            pipeline.wake();
                        },
                        heartbeats);
        try {
            NetworkFileSystem.warning(home.directory()).ifPresent(listener::note);
            PrivateFolder.create(home.media());
            PrivateFolder.create(home.evidence());
            MediaStore media = new MediaStore(home);
            media.sweep(database.read(handle -> new VideoRepository(handle).paths()));
            EvidenceFolder.sweep(home.evidence());
            StoryboardStore storyboards = new StoryboardStore(database, home, settings, clock);
            storyboards.sweep();
            WatchHeartbeat.remove(home);
            Concerns concerns = new Concerns(database, clock);
            boolean hasPredecessorDied = parts.supervisor.hasPredecessorDied();
            new ScanAttempts(database, clock, listener).recover(hasPredecessorDied);
            if (hasPredecessorDied) {
                concerns.report(RESTART, "the watch died and was started again; see its log");
            }
            TargetScanner scanner =
                    new TargetScanner(
                            parts.targets,
                            parts.models,
                            parts.isActive,
                            name -> settings.scan().criteriaFor(name).threshold(),
                            parts.workers,
                            clock,
                            concerns,
                            heartbeats,
                            listener);
            DuplicateClusters clusters = new DuplicateClusters(database);
            PollStage pollStage =
                    new PollStage(
                            database,
                            parts.sources,
                            settings,
                            clock,
                            random,
                            concerns,
                            waking,
                            () -> stopping.getCount() == 0);
            FetchStage fetchStage =
                    new FetchStage(
                            database,
                            media,
                            parts.fetch,
                            settings,
                            clock,
                            random,
                            concerns,
                            waking);
            JudgeStage judgeStage =
                    new JudgeStage(
                            database,
                            home,
                            scanner,
                            clusters,
                            new SightingRecorder(
                                    database,
                                    home,
                                    parts.announcer,
                                    new EvidenceWriter(parts.version),
                                    clock),
                            storyboards,
                            settings,
                            concerns,
                            clock,
                            waking);
            List<ScheduledTask> scheduledTasks = new ArrayList<>();
            ClockStepCorrection clockCorrection = new ClockStepCorrection(database, clock, waking);
            scheduledTasks.add(
                    new ScheduledTask("clock", CLOCK_CHECK_INTERVAL, clockCorrection::check));
            scheduledTasks.add(
                    new ScheduledTask(POLL_TASK, STAGE_INTERVAL, true, pollStage::pollDue));
            scheduledTasks.add(
                    new ScheduledTask(FETCH_TASK, STAGE_INTERVAL, true, fetchStage::fetchDue));
            scheduledTasks.add(
                    new ScheduledTask(JUDGE_TASK, STAGE_INTERVAL, true, judgeStage::judgeDue));
            CanaryCheck canaries = new CanaryCheck(database, scanner, settings.scan(), clock);
            scheduledTasks.add(new ScheduledTask("canaries", CANARY_INTERVAL, canaries::check));
            Retention retention =
                    new Retention(
                            database,
                            home,
                            clusters,
                            settings,
                            clock,
                            new DeletionHold(database, parts.servers, clock),
                            concerns,
                            waking);
            scheduledTasks.add(
                    new ScheduledTask(CLEAN_UP_TASK, RETENTION_INTERVAL, retention::clean));
            scheduledTasks.add(
                    new ScheduledTask(
                            "restarts",
                            RESTART_CHECK_INTERVAL,
                            () -> {
                                concerns.expire(RESTART, RESTART_TOLD);
                                return Result.DONE;
                            }));
            scheduledTasks.addAll(parts.tasks);
            return new Watch(
                    lock,
                    database,
                    scanner,
                    pollStage,
                    scheduledTasks,
                    tasks,
                    parts.targets,
                    new TaskRunner(
                            concerns,
                            heartbeats,
                            parts.supervisor,
                            listener,
                            () -> stopping.getCount() == 0),
                    new Monitoring(home, heartbeats, parts.supervisor),
                    clock,
                    stopping,
                    pipeline);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Runs one round: polls every source that is not paused, again if it announces more posts, and
     * processes everything that follows from it. Posts are fetched, judged and reported as they
     * come.
     *
     * @return whether everything succeeded, and no file of a source was skipped
     */
    public boolean once() throws IOException, InterruptedException {
        try (HeartbeatMonitor _ = monitoring.start(clock)) {
            return oneRound();
        }
    }

    private boolean oneRound() throws InterruptedException {
        pollStage.reportIfNoSources();
        List<StagePipeline.Stage> stages = new ArrayList<>();
        stages.add(this::pollAll);
        scheduledTasks.stream()
                .filter(task -> task.onChange() && !task.name().equals(POLL_TASK))
                .forEach(task -> stages.add(() -> runner.succeeds(task)));
        boolean succeeded = pipeline.run(stages);
        lastRuns.clear();
        succeeded = stopping.getCount() > 0 && round() && succeeded;
        return !pollStage.reportSkippedFiles() && succeeded;
    }

    /** Polls every source, and those that announced more posts again when these are available. */
    private boolean pollAll() throws InterruptedException {
        PollStage.PollOutcome outcome = pollStage.pollAll();
        boolean stopped = stopping.await(outcome.moreIn().toMillis(), TimeUnit.MILLISECONDS);
        if (!stopped && outcome.moreIn().isPositive()) {
            outcome = outcome.and(pollStage.pollDueSources());
        }
        return !stopped && outcome.succeeded();
    }

    /**
     * Runs every task whose interval has elapsed.
     *
     * @return whether everything succeeded
     */
    public boolean round() throws InterruptedException {
        boolean succeeded = true;
        for (ScheduledTask task : scheduledTasks) {
            Instant now = clock.instant();
            Instant last = lastRuns.get(task);
            if (last == null || !now.isBefore(last.plus(task.interval())) || now.isBefore(last)) {
                succeeded &= runner.succeeds(task);
                lastRuns.put(task, now);
            }
        }
        return succeeded;
    }

    /**
     * Runs the tasks until {@link #stop} is called, then finishes current jobs. Call it once only.
     */
    public void run() throws IOException, InterruptedException {
        pollStage.reportIfNoSources();
        try (HomeChanges changes = new HomeChanges(database, targets);
                HeartbeatMonitor _ = monitoring.start(clock);
                tasks) {
            for (ScheduledTask task : scheduledTasks) {
                tasks.start(runner.recurring(task));
            }
            tasks.start(
                    new ScheduledTask("changes", CHANGE_CHECK_INTERVAL, () -> wakeAfter(changes)));
            monitoring.supervisor.ready();
            stopping.await();
        }
    }

    private Result wakeAfter(HomeChanges changes) throws IOException {
        if (changes.hasChanged()) {
            tasks.wake();
        }
        return Result.DONE;
    }

    /** Stops {@link #run} from another thread; current jobs are finished first. */
    public void stop() {
        stopping.countDown();
    }

    @Override
    public void close() throws IOException {
        tasks.close();
        scanner.close();
        lock.close();
    }
}

package dev.framewatch.desk.watch;

import dev.framewatch.desk.evidence.EvidenceFolder;
import dev.framewatch.desk.evidence.EvidenceWriter;
import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.fetch.FetchException;
import dev.framewatch.desk.fetch.FetchedMedia;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.desk.watch.ScheduledTask.Result;
import dev.framewatch.error.ConflictException;
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
 * Watches a home folder's Sources for its Targets. What is to be done next lies in the database, so
 * a watch that was ended in whatever way goes on where it stopped.
 */
public final class Watch implements AutoCloseable {
    /** How soon changes by other processes are noticed. */
    private static final Duration CHANGE_CHECK_INTERVAL = Duration.ofSeconds(1);

    /** Stages are woken by changes and due times; they look at least this often all the same. */
    private static final Duration STAGE_INTERVAL = Duration.ofMinutes(1);

    private static final Duration CLOCK_CHECK_INTERVAL = Duration.ofSeconds(10);
    private static final Duration RETENTION_INTERVAL = Duration.ofMinutes(10);
    private static final Duration CANARY_INTERVAL = Duration.ofHours(6);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofMinutes(10);

    private final HomeLock lock;
    private final Database database;
    private final TargetScanner scanner;
    private final PollStage pollStage;
    private final List<ScheduledTask> scheduledTasks;
    private final RecurringTasks tasks;
    private final TargetStore targets;
    private final Clock clock;
    private final Map<ScheduledTask, Instant> lastRuns = new HashMap<>();
    private final CountDownLatch stopping;

    /** Makes the adapter that a Source's settings describe. */
    @FunctionalInterface
    public interface SourceOpener {
        Source open(SourceSettings settings) throws SourceException;
    }

    /** Gets the media of a Post into a folder. */
    @FunctionalInterface
    public interface Fetch {
        FetchedMedia fetch(Post post, Path folder, boolean allowPrivate)
                throws FetchException, InterruptedException;
    }

    /** Puts an alert for a Sighting into the outbox, in the transaction that records it. */
    @FunctionalInterface
    public interface Announcer {
        void sighted(Handle handle, SightingRecord facts);
    }

    /**
     * What a watch works with.
     *
     * @param sources makes adapters
     * @param fetch gets media
     * @param targets what may be looked for
     * @param models loads what Targets share
     * @param isActive whether a Target of that name is watched for now
     * @param announcer puts alerts into the outbox
     * @param tasks what else is done: sending alerts, looking for trends
     * @param workers threads that recognise
     * @param version of the program
     */
    public record Parts(
            SourceOpener sources,
            Fetch fetch,
            TargetStore targets,
            Function<Backbones, FeatureExtractor> models,
            Predicate<String> isActive,
            Announcer announcer,
            List<ScheduledTask> tasks,
            int workers,
            String version) {}

    private Watch(
            HomeLock lock,
            Database database,
            TargetScanner eyes,
            PollStage polling,
            List<ScheduledTask> chores,
            RecurringTasks tasks,
            TargetStore targets,
            Clock clock,
            CountDownLatch stopping) {
        this.clock = clock;
        this.lock = lock;
        this.database = database;
        this.scanner = eyes;
        this.pollStage = polling;
        this.scheduledTasks = List.copyOf(chores);
        this.tasks = tasks;
        this.targets = targets;
        this.stopping = stopping;
    }

    /**
     * Opens a home folder for watching and clears away what a crash left.
     *
     * @param database of that folder; closed by the caller, after the watch
     * @param random for jitter; used by several threads at once
     * @throws ConflictException when another process watches it, which the message names
     * @throws IOException when it cannot be used
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
        WatchListener waking = new WakingListener(listener, tasks::wake);
        try {
            MediaStore media = new MediaStore(home);
            media.sweep(database.read(handle -> new VideoRepository(handle).paths()));
            EvidenceFolder.sweep(home.evidence());
            TargetScanner eyes =
                    new TargetScanner(
                            parts.targets,
                            parts.models,
                            parts.isActive,
                            parts.workers,
                            listener::note);
            DuplicateClusters families = new DuplicateClusters(database);
            PollStage polling =
                    new PollStage(
                            database,
                            parts.sources,
                            settings,
                            clock,
                            random,
                            waking,
                            () -> stopping.getCount() == 0);
            FetchStage fetching =
                    new FetchStage(database, media, parts.fetch, settings, clock, random, waking);
            JudgeStage judging =
                    new JudgeStage(
                            database,
                            home,
                            eyes,
                            families,
                            parts.announcer,
                            new EvidenceWriter(parts.version),
                            settings,
                            clock,
                            waking);
            List<ScheduledTask> chores = new ArrayList<>();
            ClockStepCorrection steps = new ClockStepCorrection(database, clock, waking);
            chores.add(new ScheduledTask("clock", CLOCK_CHECK_INTERVAL, steps::check));
            chores.add(new ScheduledTask("poll", STAGE_INTERVAL, true, polling::pollDue));
            chores.add(new ScheduledTask("fetch", STAGE_INTERVAL, true, fetching::fetchDue));
            chores.add(new ScheduledTask("judge", STAGE_INTERVAL, true, judging::judgeDue));
            CanaryCheck canaries = new CanaryCheck(database, eyes, settings.scan(), clock);
            chores.add(new ScheduledTask("canaries", CANARY_INTERVAL, canaries::check));
            chores.addAll(parts.tasks);
            chores.add(
                    new ScheduledTask(
                            "clean up",
                            RETENTION_INTERVAL,
                            new Retention(database, home, families, settings, clock)::clean));
            return new Watch(
                    lock, database, eyes, polling, chores, tasks, parts.targets, clock, stopping);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * One round: asks every Source that is not paused, once more where it says that more is about
     * to come, and does all that follows from it.
     *
     * @return whether all of it worked
     */
    public boolean once() throws IOException, InterruptedException {
        pollStage.reportIfNoSources();
        PollStage.PollOutcome outcome = pollStage.pollAll();
        // the chores ask those that are due by then
        boolean stopped = stopping.await(outcome.moreIn().toMillis(), TimeUnit.MILLISECONDS);
        lastRuns.clear();
        return !stopped && round() && outcome.succeeded();
    }

    /**
     * Does whatever is due now: all chores that were not done in their time.
     *
     * @return whether all of it worked
     */
    public boolean round() throws IOException, InterruptedException {
        boolean worked = true;
        for (ScheduledTask task : scheduledTasks) {
            Instant now = clock.instant();
            Instant last = lastRuns.get(task);
            if (last == null || !now.isBefore(last.plus(task.interval())) || now.isBefore(last)) {
                worked &= runUntilDone(task).succeeded();
                lastRuns.put(task, now);
            }
        }
        return worked;
    }

    private Result runUntilDone(ScheduledTask task) throws IOException, InterruptedException {
        boolean worked = true;
        boolean more = true;
        Duration idle = null;
        while (more && stopping.getCount() > 0) {
            Result result = task.work().run();
            worked &= result.succeeded();
            more = result.hasMore();
            idle = result.idle();
        }
        return new Result(worked, false, idle);
    }

    /**
     * Does what is due, again and again, until told to stop; then finishes what was begun. To be
     * called once.
     */
    public void run() throws IOException, InterruptedException {
        pollStage.reportIfNoSources();
        try (HomeChanges changes = new HomeChanges(database, targets);
                tasks) {
            for (ScheduledTask task : scheduledTasks) {
                tasks.start(
                        new ScheduledTask(
                                task.name(),
                                task.interval(),
                                task.onChange(),
                                () -> runUntilDone(task)));
            }
            tasks.start(
                    new ScheduledTask("changes", CHANGE_CHECK_INTERVAL, () -> wakeAfter(changes)));
            stopping.await();
        }
    }

    private Result wakeAfter(HomeChanges changes) throws IOException {
        if (changes.hasChanged()) {
            tasks.wake();
        }
        return Result.DONE;
    }

    /** Ends {@link #run} from another thread; what was begun is finished first. */
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

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
import dev.framewatch.desk.watch.Chore.Result;
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
    private static final Duration CHANGES = Duration.ofSeconds(1);

    /** Stages are woken by changes and due times; they look at least this often all the same. */
    private static final Duration STAGES = Duration.ofMinutes(1);

    private static final Duration CLOCK = Duration.ofSeconds(10);
    private static final Duration SELDOM = Duration.ofMinutes(10);
    private static final Duration RARELY = Duration.ofHours(6);
    private static final Duration FINISHING = Duration.ofMinutes(10);

    private final HomeLock lock;
    private final Database database;
    private final TargetScanner eyes;
    private final PollStage polling;
    private final List<Chore> chores;
    private final RecurringTasks tasks;
    private final TargetStore targets;
    private final Clock clock;
    private final Map<Chore, Instant> done = new HashMap<>();
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
     * @param wanted whether a Target of that name is watched for now
     * @param announcer puts alerts into the outbox
     * @param chores what else is done: sending alerts, looking for trends
     * @param workers threads that recognise
     * @param version of the program
     */
    public record Parts(
            SourceOpener sources,
            Fetch fetch,
            TargetStore targets,
            Function<Backbones, FeatureExtractor> models,
            Predicate<String> wanted,
            Announcer announcer,
            List<Chore> chores,
            int workers,
            String version) {}

    private Watch(
            HomeLock lock,
            Database database,
            TargetScanner eyes,
            PollStage polling,
            List<Chore> chores,
            RecurringTasks tasks,
            TargetStore targets,
            Clock clock,
            CountDownLatch stopping) {
        this.clock = clock;
        this.lock = lock;
        this.database = database;
        this.eyes = eyes;
        this.polling = polling;
        this.chores = List.copyOf(chores);
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
        HomeLock lock = HomeLock.take(home, clock.instant());
        CountDownLatch stopping = new CountDownLatch(1);
        RecurringTasks tasks = new RecurringTasks(listener::note, FINISHING);
        WatchListener waking = new WakingListener(listener, tasks::wake);
        try {
            MediaStore media = new MediaStore(home);
            media.sweep(database.read(handle -> new VideoRepository(handle).paths()));
            EvidenceFolder.sweep(home.evidence());
            TargetScanner eyes =
                    new TargetScanner(
                            parts.targets,
                            parts.models,
                            parts.wanted,
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
            List<Chore> chores = new ArrayList<>();
            ClockStepCorrection steps = new ClockStepCorrection(database, clock, waking);
            chores.add(new Chore("clock", CLOCK, steps::check));
            chores.add(new Chore("poll", STAGES, true, polling::pollDue));
            chores.add(new Chore("fetch", STAGES, true, fetching::fetchDue));
            chores.add(new Chore("judge", STAGES, true, judging::judgeDue));
            CanaryCheck canaries = new CanaryCheck(database, eyes, settings.scan(), clock);
            chores.add(new Chore("canaries", RARELY, canaries::check));
            chores.addAll(parts.chores);
            chores.add(
                    new Chore(
                            "clean up",
                            SELDOM,
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
        polling.sayWhetherAnythingIsAsked();
        PollStage.Asked asked = polling.askAll();
        // the chores ask those that are due by then
        boolean stopped = stopping.await(asked.moreIn().toMillis(), TimeUnit.MILLISECONDS);
        done.clear();
        return !stopped && round() && asked.worked();
    }

    /**
     * Does whatever is due now: all chores that were not done in their time.
     *
     * @return whether all of it worked
     */
    public boolean round() throws IOException, InterruptedException {
        boolean worked = true;
        for (Chore chore : chores) {
            Instant now = clock.instant();
            Instant last = done.get(chore);
            if (last == null || !now.isBefore(last.plus(chore.every())) || now.isBefore(last)) {
                worked &= finish(chore).worked();
                done.put(chore, now);
            }
        }
        return worked;
    }

    private Result finish(Chore chore) throws IOException, InterruptedException {
        boolean worked = true;
        boolean more = true;
        Duration idle = null;
        while (more && stopping.getCount() > 0) {
            Result result = chore.work().run();
            worked &= result.worked();
            more = result.more();
            idle = result.idle();
        }
        return new Result(worked, false, idle);
    }

    /**
     * Does what is due, again and again, until told to stop; then finishes what was begun. To be
     * called once.
     */
    public void run() throws IOException, InterruptedException {
        polling.sayWhetherAnythingIsAsked();
        try (HomeChanges changes = new HomeChanges(database, targets);
                tasks) {
            for (Chore chore : chores) {
                tasks.start(
                        new Chore(
                                chore.name(),
                                chore.every(),
                                chore.onChange(),
                                () -> finish(chore)));
            }
            tasks.start(new Chore("changes", CHANGES, () -> wakeAfter(changes)));
            stopping.await();
        }
    }

    private Result wakeAfter(HomeChanges changes) throws IOException {
        if (changes.found()) {
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
        eyes.close();
        lock.close();
    }
}

package dev.framewatch.desk.watch;

import dev.framewatch.desk.health.CanaryRepository;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.retry.RetryPolicy;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PollRepository;
import dev.framewatch.desk.store.PollRepository.Due;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.watch.ScheduledTask.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Asks Sources for Posts, politely and several at once, and takes in what is new. */
final class PollStage {
    /** After this many failures in a row the delay grows no more: hourly, or at its interval. */
    static final int MAX_BACKOFF_FAILURES = 5;

    private static final Duration FIRST_DELAY = Duration.ofMinutes(1);
    private static final Duration MAX_DELAY = Duration.ofHours(1);

    private final Database database;
    private final Watch.SourceOpener opener;
    private final WatchSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final WatchListener listener;
    private final BooleanSupplier stopped;
    private final ConcurrentPolls polls = new ConcurrentPolls(this::poll);
    private volatile boolean queueIsFull;

    /**
     * @param random source of jitter; used by several threads at once
     * @param stopped whether no more Sources are to be asked
     */
    PollStage(
            Database database,
            Watch.SourceOpener opener,
            WatchSettings settings,
            Clock clock,
            RandomGenerator random,
            WatchListener listener,
            BooleanSupplier stopped) {
        this.database = database;
        this.opener = opener;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.listener = listener;
        this.stopped = stopped;
    }

    /**
     * What came of asking.
     *
     * @param succeeded whether every Source answered
     * @param moreIn after which more is sure to be there; zero when that is not known
     */
    record PollOutcome(boolean succeeded, Duration moreIn) {
        static final PollOutcome NONE = new PollOutcome(true, Duration.ZERO);
        static final PollOutcome FAILED = new PollOutcome(false, Duration.ZERO);

        PollOutcome and(PollOutcome other) {
            return new PollOutcome(
                    succeeded && other.succeeded,
                    moreIn.compareTo(other.moreIn) > 0 ? moreIn : other.moreIn);
        }
    }

    /** Says so where there is nothing to ask. */
    void reportIfNoSources() {
        if (database.read(handle -> new PollRepository(handle).active()).isEmpty()) {
            listener.note("there is no source to ask");
        }
    }

    /** Asks those whose time has come, and those whose time comes meanwhile. */
    PollOutcome pollDueSources() throws InterruptedException {
        return poll(_ -> {
            Instant now = clock.instant();
            return database.read(handle -> new PollRepository(handle).due(now));
        });
    }

    /** Asks every Source that is not paused, once. */
    PollOutcome pollAll() throws InterruptedException {
        List<Due> all = database.read(handle -> new PollRepository(handle).active());
        return poll(started ->
                all.stream()
                        .filter(source -> !started.contains(source.settings().name()))
                        .toList());
    }

    /** As a recurring task. */
    Result pollDue() throws InterruptedException {
        boolean worked = pollDueSources().succeeded();
        return new Result(worked, false, untilNextDue());
    }

    private @Nullable Duration untilNextDue() {
        return database.read(handle -> new PollRepository(handle).nextDue())
                .map(due -> Duration.between(clock.instant(), due))
                .orElse(null);
    }

    private PollOutcome poll(ConcurrentPolls.Pending pending) throws InterruptedException {
        AtomicBoolean heldBack = new AtomicBoolean();
        PollOutcome outcome =
                polls.run(started -> {
                    List<Due> sources = pending.sources(started);
                    if (sources.isEmpty() || stopped.getAsBoolean()) {
                        return List.of();
                    }
                    heldBack.set(isQueueFull());
                    return heldBack.get() ? List.of() : sources;
                });
        return heldBack.get() ? outcome.and(PollOutcome.FAILED) : outcome;
    }

    /** Says so once, however long it lasts. */
    private boolean isQueueFull() {
        int waiting = database.read(handle -> new PostRepository(handle).countPending());
        boolean full = waiting >= settings.maxQueue();
        if (full && !queueIsFull) {
            listener.note(
                    "%d posts wait to be looked at; no more are asked for until some are done"
                            .formatted(waiting));
        }
        queueIsFull = full;
        return full;
    }

    /** Whatever an adapter throws is its Source's failure, and nobody else's. */
    private PollOutcome poll(Due source) throws InterruptedException {
        try {
            Source.Batch batch = opener.open(source.settings()).poll(source.cursor());
            int fresh = ingest(source, batch);
            WatchLog.polled(source.settings().name(), batch, fresh);
            listener.polled(source.settings().name(), batch.posts().size(), fresh, batch.notes());
            return new PollOutcome(true, batch.moreAfter());
        } catch (SourceException e) {
            recordFailure(source, e);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | StackOverflowError e) {
            recordFailure(
                    source,
                    new SourceException(
                            "its answer cannot be processed (%s)"
                                    .formatted(e.getClass().getSimpleName()),
                            e));
        }
        return PollOutcome.FAILED;
    }

    private int ingest(Due source, Source.Batch batch) {
        Instant now = clock.instant();
        return database.writeAndGet(handle -> {
            PostRepository posts = new PostRepository(handle);
            int fresh = 0;
            for (Post post : batch.posts()) {
                fresh +=
                        posts.add(
                                        post,
                                        source.settings().name(),
                                        source.settings().allowPrivate(),
                                        now)
                                ? 1
                                : 0;
            }
            updateCanaries(new CanaryRepository(handle), source, batch, now);
            new PollRepository(handle)
                    .recordSuccess(
                            source,
                            now,
                            batch.entryCount(),
                            fresh,
                            batch.cursor(),
                            now.plus(nextDelay(source.settings().every(), batch.moreAfter())));
            return fresh;
        });
    }

    private static void updateCanaries(
            CanaryRepository canaries, Due source, Source.Batch batch, Instant now) {
        String name = source.settings().name();
        if (batch.entryCount() == null) {
            canaries.markUnchanged(name, now);
        } else {
            canaries.markReturned(name, batch.posts().stream().map(Post::id).toList(), now);
        }
    }

    private Duration nextDelay(Duration every, Duration moreIn) {
        Duration usual = jittered(every);
        return moreIn.isZero() || moreIn.compareTo(usual) > 0 ? usual : moreIn;
    }

    /** Sources that were added together are not asked together for ever. */
    private Duration jittered(Duration every) {
        long millis = every.toMillis();
        return Duration.ofMillis(millis - random.nextLong(millis / 10 + 1));
    }

    /** A Source that is asked seldom is not asked more often because it failed. */
    private static RetryPolicy retries(Duration every) {
        Duration first = every.compareTo(FIRST_DELAY) < 0 ? every : FIRST_DELAY;
        Duration max = every.compareTo(MAX_DELAY) > 0 ? every : MAX_DELAY;
        return RetryPolicy.of(first, max).maxAttempts(MAX_BACKOFF_FAILURES);
    }

    private void recordFailure(Due source, SourceException failure) {
        int failures = source.failures() + 1;
        RetryPolicy retries = retries(source.settings().every());
        Duration wait =
                failure.isPermanent()
                                || (failure.retryAfter() == null
                                        && retries.isExhausted(failures, Duration.ZERO))
                        ? jittered(retries.maxDelay())
                        : retries.delay(failures, failure.retryAfter(), random);
        Instant now = clock.instant();
        String why = String.valueOf(failure.getMessage());
        database.write(handle ->
                new PollRepository(handle).recordFailure(source, now, why, now.plus(wait)));
        WatchLog.pollFailed(source.settings().name(), source.failures() + 1, wait, failure);
        listener.pollFailed(source.settings().name(), why, wait);
    }
}

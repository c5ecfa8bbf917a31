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
import dev.framewatch.desk.watch.Chore.Result;
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
    static final int BROKEN = 5;

    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration MAX_WAIT = Duration.ofHours(1);

    private final Database database;
    private final Watch.SourceOpener opener;
    private final WatchSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final WatchListener listener;
    private final BooleanSupplier stopped;
    private final ConcurrentPolls polls = new ConcurrentPolls(this::ask);
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
     * @param worked whether every Source answered
     * @param moreIn after which more is sure to be there; zero when that is not known
     */
    record Asked(boolean worked, Duration moreIn) {
        static final Asked NOTHING = new Asked(true, Duration.ZERO);
        static final Asked FAILED = new Asked(false, Duration.ZERO);

        Asked and(Asked other) {
            return new Asked(
                    worked && other.worked,
                    moreIn.compareTo(other.moreIn) > 0 ? moreIn : other.moreIn);
        }
    }

    /** Says so where there is nothing to ask. */
    void sayWhetherAnythingIsAsked() {
        if (database.read(handle -> new PollRepository(handle).all()).isEmpty()) {
            listener.note("there is no source to ask");
        }
    }

    /** Asks those whose time has come, and those whose time comes meanwhile. */
    Asked askDue() throws InterruptedException {
        return ask(_ -> {
            Instant now = clock.instant();
            return database.read(handle -> new PollRepository(handle).due(now));
        });
    }

    /** Asks every Source that is not paused, once. */
    Asked askAll() throws InterruptedException {
        List<Due> all = database.read(handle -> new PollRepository(handle).all());
        return ask(started ->
                all.stream()
                        .filter(source -> !started.contains(source.settings().name()))
                        .toList());
    }

    /** As a recurring task. */
    Result pollDue() throws InterruptedException {
        boolean worked = askDue().worked();
        return new Result(worked, false, untilNextDue());
    }

    private @Nullable Duration untilNextDue() {
        return database.read(handle -> new PollRepository(handle).nextDue())
                .map(due -> Duration.between(clock.instant(), due))
                .orElse(null);
    }

    private Asked ask(ConcurrentPolls.Pending pending) throws InterruptedException {
        AtomicBoolean heldBack = new AtomicBoolean();
        Asked asked =
                polls.run(started -> {
                    List<Due> sources = pending.sources(started);
                    if (sources.isEmpty() || stopped.getAsBoolean()) {
                        return List.of();
                    }
                    heldBack.set(isQueueFull());
                    return heldBack.get() ? List.of() : sources;
                });
        return heldBack.get() ? asked.and(Asked.FAILED) : asked;
    }

    /** Says so once, however long it lasts. */
    private boolean isQueueFull() {
        int waiting = database.read(handle -> new PostRepository(handle).waiting());
        boolean full = waiting >= settings.longestQueue();
        if (full && !queueIsFull) {
            listener.note(
                    "%d posts wait to be looked at; no more are asked for until some are done"
                            .formatted(waiting));
        }
        queueIsFull = full;
        return full;
    }

    /** Whatever an adapter throws is its Source's failure, and nobody else's. */
    private Asked ask(Due source) throws InterruptedException {
        try {
            Source.Batch batch = opener.open(source.settings()).poll(source.cursor());
            int fresh = takeIn(source, batch);
            WatchLog.polled(source.settings().name(), batch, fresh);
            listener.polled(source.settings().name(), batch.posts().size(), fresh, batch.notes());
            return new Asked(true, batch.moreIn());
        } catch (SourceException e) {
            failed(source, e);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | StackOverflowError e) {
            failed(
                    source,
                    new SourceException(
                            "its answer cannot be processed (%s)"
                                    .formatted(e.getClass().getSimpleName()),
                            e));
        }
        return Asked.FAILED;
    }

    private int takeIn(Due source, Source.Batch batch) {
        Instant now = clock.instant();
        return database.writeAndGet(handle -> {
            PostRepository posts = new PostRepository(handle);
            int fresh = 0;
            for (Post post : batch.posts()) {
                fresh +=
                        posts.found(
                                        post,
                                        source.settings().name(),
                                        source.settings().allowPrivate(),
                                        now)
                                ? 1
                                : 0;
            }
            lookAfterCanaries(new CanaryRepository(handle), source, batch, now);
            new PollRepository(handle)
                    .succeeded(
                            source,
                            now,
                            batch.entries(),
                            fresh,
                            batch.cursor(),
                            now.plus(next(source.settings().every(), batch.moreIn())));
            return fresh;
        });
    }

    private static void lookAfterCanaries(
            CanaryRepository canaries, Due source, Source.Batch batch, Instant now) {
        String name = source.settings().name();
        if (batch.entries() == null) {
            canaries.unchanged(name, now);
        } else {
            canaries.brought(name, batch.posts().stream().map(Post::id).toList(), now);
        }
    }

    private Duration next(Duration every, Duration moreIn) {
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
        Duration first = every.compareTo(FIRST_WAIT) < 0 ? every : FIRST_WAIT;
        Duration max = every.compareTo(MAX_WAIT) > 0 ? every : MAX_WAIT;
        return RetryPolicy.of(first, max).maxAttempts(BROKEN);
    }

    private void failed(Due source, SourceException failure) {
        int failures = source.failures() + 1;
        RetryPolicy retries = retries(source.settings().every());
        Duration wait =
                failure.isForGood()
                                || (failure.retryAfter() == null
                                        && retries.isExhausted(failures, Duration.ZERO))
                        ? jittered(retries.maxDelay())
                        : retries.delay(failures, failure.retryAfter(), random);
        Instant now = clock.instant();
        String why = String.valueOf(failure.getMessage());
        database.write(
                handle -> new PollRepository(handle).failed(source, now, why, now.plus(wait)));
        WatchLog.pollFailed(source.settings().name(), source.failures() + 1, wait, failure);
        listener.pollFailed(source.settings().name(), why, wait);
    }
}

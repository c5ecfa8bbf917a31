package dev.framewatch.desk.watch;

import dev.framewatch.desk.health.CanaryRepository;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.retry.RetryPolicy;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceResponse;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PollRepository;
import dev.framewatch.desk.store.PollRepository.Due;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.ResponseRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.watch.ScheduledTask.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Polls sources, rate-limited and concurrently, and ingests new posts. */
final class PollStage {
    /**
     * Consecutive failures after which the delay stops growing: one hour, or the source's interval.
     */
    static final int MAX_BACKOFF_FAILURES = 5;

    private static final Duration FIRST_DELAY = Duration.ofMinutes(1);
    private static final Duration MAX_DELAY = Duration.ofHours(1);

    private final Database database;
    private final Watch.SourceOpener opener;
    private final WatchSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final Concerns concerns;
    private final WatchListener listener;
    private final BooleanSupplier stopped;
    private final ConcurrentPolls polls = new ConcurrentPolls(this::poll);

    /**
     * @param random source of jitter; must be thread-safe
     * @param stopped returns whether no further sources should be polled
     */
    PollStage(
            Database database,
            Watch.SourceOpener opener,
            WatchSettings settings,
            Clock clock,
            RandomGenerator random,
            Concerns concerns,
            WatchListener listener,
            BooleanSupplier stopped) {
        this.database = database;
        this.opener = opener;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.concerns = concerns;
        this.listener = listener;
        this.stopped = stopped;
    }

    /**
     * Outcome of polling.
     *
     * @param succeeded whether every source answered
     * @param moreIn delay after which more posts are known to be available; zero if unknown
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

    /** Reports that no source is active, if so. */
    void reportIfNoSources() {
        if (database.read(handle -> new PollRepository(handle).active()).isEmpty()) {
            listener.note("no active sources");
        }
    }

    /**
     * Reports which files of the active sources were skipped, as {@code status} does.
     *
     * @return whether there are any
     */
    boolean reportSkippedFiles() {
        Map<String, String> skipped = database.read(handle -> new PollRepository(handle).leftOut());
        skipped.forEach((source, files) -> listener.note("source %s: %s".formatted(source, files)));
        return !skipped.isEmpty();
    }

    /** Polls the sources that are due, including those that become due meanwhile. */
    PollOutcome pollDueSources() throws InterruptedException {
        return poll(_ -> {
            Instant now = clock.instant();
            return database.read(handle -> new PollRepository(handle).due(now));
        });
    }

    /** Polls every source that is not paused, once. */
    PollOutcome pollAll() throws InterruptedException {
        List<Due> all = database.read(handle -> new PollRepository(handle).active());
        return poll(started ->
                all.stream()
                        .filter(source -> !started.contains(source.settings().name()))
                        .toList());
    }

    /** Polls the due sources as a recurring task. */
    Result pollDue() throws InterruptedException {
        boolean succeeded = pollDueSources().succeeded();
        return new Result(succeeded, false, untilNextDue());
    }

    private @Nullable Duration untilNextDue() {
        return database.read(handle -> new PollRepository(handle).nextDue())
                .map(due -> Duration.between(clock.instant(), due))
                .orElse(null);
    }

    private PollOutcome poll(ConcurrentPolls.Pending pending) throws InterruptedException {
        AtomicBoolean suspended = new AtomicBoolean();
        PollOutcome outcome =
                polls.run(started -> {
                    List<Due> sources = pending.sources(started);
                    if (sources.isEmpty() || stopped.getAsBoolean()) {
                        return List.of();
                    }
                    suspended.set(isQueueFull());
                    return suspended.get() ? List.of() : sources;
                });
        return suspended.get() ? outcome.and(PollOutcome.FAILED) : outcome;
    }

    /** Returns whether the queue of posts is full; reports the transition once. */
    private boolean isQueueFull() {
        int waiting = database.read(handle -> new PostRepository(handle).countPending());
        boolean full = waiting >= settings.maxQueue();
        String reason =
                full
                        ? "%,d or more posts are pending; polling is suspended until the queue shrinks"
                                .formatted(settings.maxQueue())
                        : null;
        if (concerns.report("queue", reason)) {
            listener.note(String.valueOf(reason));
        }
        return full;
    }

    /** Polls one source; whatever its adapter throws is a failure of this source only. */
    private PollOutcome poll(Due source) throws InterruptedException {
        try {
            Source.Batch batch = opener.open(source.settings()).poll(source.cursor());
            int newPosts = ingest(source, batch);
            WatchLog.polled(source.settings().name(), batch, newPosts);
            listener.polled(
                    source.settings().name(), batch.posts().size(), newPosts, batch.notes());
            return new PollOutcome(true, batch.moreAfter());
        } catch (SourceException e) {
            recordFailure(source, e);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            recordFailure(
                    source,
                    new SourceException(
                            "cannot process its response (%s)"
                                    .formatted(e.getClass().getSimpleName()),
                            e));
        }
        return PollOutcome.FAILED;
    }

    private int ingest(Due source, Source.Batch batch) {
        Instant now = clock.instant();
        return database.writeAndGet(handle -> {
            PostRepository posts = new PostRepository(handle);
            String name = new PollRepository(handle).currentName(source);
            Map<String, String> newPosts = new HashMap<>();
            for (Post post : batch.posts()) {
                boolean added = posts.add(post, name, source.settings().allowPrivate(), now);
                if (added) {
                    newPosts.put(post.key(), StoredPost.id(post));
                }
            }
            for (SourceResponse response : batch.responses()) {
                List<String> ids =
                        response.posts().stream()
                                .filter(newPosts::containsKey)
                                .map(newPosts::get)
                                .toList();
                if (!ids.isEmpty()) {
                    new ResponseRepository(handle).add(response, ids);
                }
            }
            updateCanaries(new CanaryRepository(handle), name, batch, now);
            new PollRepository(handle)
                    .recordSuccess(
                            source,
                            now,
                            batch.entryCount(),
                            newPosts.size(),
                            batch.cursor(),
                            batch.leftOut(),
                            now.plus(nextDelay(source.settings().every(), batch.moreAfter())));
            return newPosts.size();
        });
    }

    private static void updateCanaries(
            CanaryRepository canaries, String source, Source.Batch batch, Instant now) {
        if (batch.entryCount() == null) {
            canaries.markUnchanged(source, now);
        } else {
            canaries.markReturned(source, batch.posts().stream().map(Post::id).toList(), now);
        }
    }

    private Duration nextDelay(Duration every, Duration moreIn) {
        Duration interval = jittered(every);
        return moreIn.isZero() || moreIn.compareTo(interval) > 0 ? interval : moreIn;
    }

    /** Subtracts up to 10% from an interval, so sources added together drift apart. */
    private Duration jittered(Duration every) {
        long millis = every.toMillis();
        return Duration.ofMillis(millis - random.nextLong(millis / 10 + 1));
    }

    /** Returns a policy that never polls a source more often because it failed. */
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
        String reason = String.valueOf(failure.getMessage());
        database.write(handle ->
                new PollRepository(handle).recordFailure(source, now, reason, now.plus(wait)));
        WatchLog.pollFailed(source.settings().name(), source.failures() + 1, wait, failure);
        listener.pollFailed(source.settings().name(), reason, wait);
    }
}

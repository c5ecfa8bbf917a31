package dev.framewatch.desk.watch;

import dev.framewatch.desk.fetch.FetchException;
import dev.framewatch.desk.fetch.FetchedMedia;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.retry.RetryPolicy;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.desk.watch.ScheduledTask.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Downloads the media of posts: sequentially per source, concurrently across sources. */
final class FetchStage {
    /** After eight failures within one to two hours, a post's media are considered lost. */
    static final RetryPolicy RETRIES =
            RetryPolicy.of(Duration.ofMinutes(1), Duration.ofHours(6)).maxAttempts(8);

    private static final int MAX_CONCURRENT = 4;
    private static final int BATCH_SIZE = 64;

    private final Database database;
    private final MediaStore media;
    private final Watch.Fetch fetch;
    private final WatchSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final WatchListener listener;
    private volatile boolean diskIsFull;

    FetchStage(
            Database database,
            MediaStore media,
            Watch.Fetch fetch,
            WatchSettings settings,
            Clock clock,
            RandomGenerator random,
            WatchListener listener) {
        this.database = database;
        this.media = media;
        this.fetch = fetch;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.listener = listener;
    }

    /** Numbers of posts that were finished (fetched or lost) and that will be retried. */
    private record FetchCounts(int done, int failed) {}

    /** Fetches at most one batch of due media. */
    Result fetchDue() throws InterruptedException {
        if (isDiskFull()) {
            return new Result(false, false);
        }
        Instant now = clock.instant();
        Map<String, List<StoredPost>> lanes = new LinkedHashMap<>();
        for (StoredPost post :
                database.read(handle -> new PostRepository(handle).toFetch(now, BATCH_SIZE))) {
            lanes.computeIfAbsent(post.source(), _ -> new ArrayList<>()).add(post);
        }
        Semaphore atOnce = new Semaphore(MAX_CONCURRENT);
        List<Future<FetchCounts>> results = new ArrayList<>();
        try (ExecutorService lanesPool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<StoredPost> lane : lanes.values()) {
                results.add(lanesPool.submit(() -> fetchLane(lane, atOnce)));
            }
            FetchCounts all = sum(results);
            return new Result(all.failed == 0, all.done > 0, untilNextDue());
        }
    }

    private @Nullable Duration untilNextDue() {
        return database.read(handle -> new PostRepository(handle).nextFetch())
                .map(due -> Duration.between(clock.instant(), due))
                .orElse(null);
    }

    /** Returns whether the disk quota is used up; reports the transition once. */
    private boolean isDiskFull() {
        long bytes = database.read(handle -> new VideoRepository(handle).bytesOnDisk());
        boolean full = bytes + settings.maxVideoBytes() > settings.diskBytes();
        if (full && !diskIsFull) {
            listener.note(
                    "the disk quota is used up; fetching is suspended until media are deleted");
        }
        diskIsFull = full;
        return full;
    }

    private static FetchCounts sum(List<Future<FetchCounts>> results) throws InterruptedException {
        int done = 0;
        int failed = 0;
        for (Future<FetchCounts> result : results) {
            try {
                done += result.get().done;
                failed += result.get().failed;
            } catch (ExecutionException e) {
                results.forEach(other -> other.cancel(true));
                throw e.getCause() instanceof IOException cause
                        ? new UncheckedIOException(cause)
                        : new IllegalStateException(e.getCause());
            }
        }
        return new FetchCounts(done, failed);
    }

    private FetchCounts fetchLane(List<StoredPost> lane, Semaphore atOnce)
            throws IOException, InterruptedException {
        int done = 0;
        int failed = 0;
        for (StoredPost post : lane) {
            if (done + failed > 0 && !(post.post().media() instanceof PostMedia.OnDisk)) {
                Thread.sleep(settings.pause()); // limits the request rate
            }
            atOnce.acquire();
            try {
                fetch(post);
                done++;
            } catch (FetchException e) {
                if (isFinal(post, e)) {
                    done++;
                } else {
                    failed++;
                }
                recordFailure(post, e);
                if (e.retryAfter() != null) {
                    break;
                }
            } finally {
                atOnce.release();
            }
        }
        return new FetchCounts(done, failed);
    }

    private static boolean isFinal(StoredPost post, FetchException failure) {
        return failure.failureKind() != FetchException.FailureKind.TRANSIENT
                || RETRIES.isExhausted(post.attempts() + 1, Duration.ZERO);
    }

    private void fetch(StoredPost post) throws FetchException, IOException, InterruptedException {
        Path staging = media.staging(post.id());
        try {
            FetchedMedia fetched = fetch.fetch(post, staging);
            String path = media.store(fetched);
            Video video =
                    new Video(
                            fetched.sha256(),
                            fetched.bytes(),
                            null,
                            path,
                            clock.instant(),
                            fetched.sourceUrl() == null ? null : fetched.sourceUrl().toString(),
                            null);
            database.write(handle -> {
                new VideoRepository(handle).markFetched(video);
                new PostRepository(handle)
                        .markFetched(
                                post.id(),
                                video.sha256(),
                                Objects.requireNonNullElse(fetched.completedPost(), post.post())
                                        .withPlausibleDate(clock.instant()),
                                fetched.missing());
            });
            WatchLog.fetched(post, video.sha256(), fetched.bytes());
            listener.fetched(post.post().key(), fetched.bytes());
        } finally {
            media.discard(staging);
        }
    }

    private void recordFailure(StoredPost post, FetchException failure) {
        String reason = String.valueOf(failure.getMessage());
        boolean isFinal = isFinal(post, failure);
        Duration delay = RETRIES.delay(post.attempts() + 1, failure.retryAfter(), random);
        Instant due = clock.instant().plus(delay);
        database.write(handle -> {
            PostRepository posts = new PostRepository(handle);
            if (isFinal) {
                posts.markLost(post.id(), reason, clock.instant());
            } else {
                posts.postpone(post.id(), due, reason);
            }
            if (failure.retryAfter() != null) {
                posts.suspend(post.source(), due);
            }
        });
        WatchLog.fetchFailed(post, isFinal, failure);
        listener.fetchFailed(post.post().key(), reason, isFinal);
    }
}

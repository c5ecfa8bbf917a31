package dev.framewatch.desk.watch;

import dev.framewatch.desk.fetch.FetchException;
import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.desk.fetch.FetchedMedia;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.post.PostName;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PostFailure;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.ResponseRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.StoryboardRepository;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.desk.watch.ScheduledTask.Result;
import java.io.IOException;
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
    private static final int MAX_CONCURRENT = 4;
    private static final int BATCH_SIZE = 64;

    private final Database database;
    private final MediaStore media;
    private final Watch.Fetch fetch;
    private final WatchSettings settings;
    private final Clock clock;
    private final FetchRetries retries;
    private final Concerns concerns;
    private final WatchListener listener;

    FetchStage(
            Database database,
            MediaStore media,
            Watch.Fetch fetch,
            WatchSettings settings,
            Clock clock,
            RandomGenerator random,
            Concerns concerns,
            WatchListener listener) {
        this.database = database;
        this.media = media;
        this.fetch = fetch;
        this.settings = settings;
        this.clock = clock;
        this.retries = new FetchRetries(random);
        this.concerns = concerns;
        this.listener = listener;
    }

    /** Numbers of posts that were finished (fetched or lost) and that will be retried. */
    private record FetchCounts(int done, int failed) {}

    /** Fetches at most one batch of due media. */
    Result fetchDue() throws IOException, InterruptedException {
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

    /** Returns whether nothing more can be stored; reports the transition once. */
    private boolean isDiskFull() throws IOException {
        String reason = lackOfSpace();
        if (concerns.report("disk", reason)) {
            listener.note(String.valueOf(reason));
        }
        return reason != null;
    }

    private @Nullable String lackOfSpace() throws IOException {
        long stored =
                database.read(handle ->
                        new VideoRepository(handle).bytesOnDisk()
                                + new ResponseRepository(handle).bytesOnDisk()
                                + new StoryboardRepository(handle).bytesOnDisk());
        if (stored + settings.maxVideoBytes() > settings.diskBytes()) {
            return "the disk quota is used up; fetching is suspended until media are deleted";
        }
        return media.usableBytes() < settings.maxVideoBytes()
                ? "the disk is nearly full; fetching is suspended until there is space for a video"
                : null;
    }

    /** Adds up all lanes; a lane that failed as a whole does not keep the others from finishing. */
    private static FetchCounts sum(List<Future<FetchCounts>> results) throws InterruptedException {
        int done = 0;
        int failed = 0;
        Throwable failure = null;
        for (Future<FetchCounts> result : results) {
            try {
                done += result.get().done;
                failed += result.get().failed;
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            }
        }
        if (failure != null) {
            throw new IllegalStateException("cannot record a fetch: " + failure, failure);
        }
        return new FetchCounts(done, failed);
    }

    private FetchCounts fetchLane(List<StoredPost> lane, Semaphore atOnce)
            throws InterruptedException {
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
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                FetchException failure = failure(e);
                if (recordFailure(post, failure)) {
                    done++;
                } else {
                    failed++;
                }
                if (failure.retryAfter() != null) {
                    break;
                }
            } finally {
                atOnce.release();
            }
        }
        return new FetchCounts(done, failed);
    }

    /** Whatever is thrown is the failure of this post; the next one is fetched. */
    private static FetchException failure(Throwable thrown) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return switch (thrown) {
            case FetchException known -> known;
            case IOException e ->
                    new FetchException(
                            FailureKind.LOCAL, "cannot store its media: " + e.getMessage(), e);
            default ->
                    new FetchException(
                            FailureKind.TRANSIENT,
                            "cannot process its media (%s)"
                                    .formatted(thrown.getClass().getSimpleName()),
                            thrown);
        };
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
            listener.fetched(PostName.of(post.post()).text(), fetched.bytes());
        } finally {
            media.discard(staging);
        }
    }

    /** Records a failure and returns whether it is final. */
    private boolean recordFailure(StoredPost post, FetchException failure) {
        Instant now = clock.instant();
        boolean isFinal = retries.isFinal(post, failure, now);
        PostFailure row = FetchRetries.row(failure);
        Duration pause = FetchRetries.pause(failure);
        database.write(handle -> {
            PostRepository posts = new PostRepository(handle);
            if (isFinal) {
                posts.markLost(post.id(), row, now);
            } else {
                posts.postpone(post.id(), row, now, now.plus(retries.delay(post, failure)));
            }
            if (pause != null) {
                posts.suspend(post.source(), now.plus(pause));
            }
        });
        WatchLog.fetchFailed(post, isFinal, failure);
        listener.fetchFailed(PostName.of(post.post()).textWithPage(), row.reason(), isFinal);
        return isFinal;
    }
}

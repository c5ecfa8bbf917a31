package dev.framewatch.desk.watch;

import static java.util.stream.Collectors.toCollection;

import dev.framewatch.desk.fetch.DiskFull;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.SqliteFailure;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.desk.watch.ScheduledTask.Result;
import dev.framewatch.file.WritableFolder;
import dev.framewatch.home.Home;
import dev.framewatch.storyboard.Storyboard;
import dev.framewatch.targets.Target;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.ScanListener;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Scans fetched videos for every target, including videos still on disk when a target is added or
 * retrained. Verdicts are stored per video, and sightings are derived from them for each post, so
 * the same bytes are not scanned twice.
 */
final class JudgeStage {
    private final Database database;
    private final Home home;
    private final MediaStore media;
    private final JudgeQueue queue;
    private final TargetScanner scanner;
    private final DuplicateClusters clusters;
    private final SightingRecorder recorder;
    private final StoryboardStore storyboards;
    private final ScanAttempts attempts;
    private final ScanOptions options;
    private final Concerns concerns;
    private final Clock clock;
    private final WatchListener listener;

    JudgeStage(
            Database database,
            Home home,
            TargetScanner scanner,
            DuplicateClusters clusters,
            SightingRecorder recorder,
            StoryboardStore storyboards,
            WatchSettings settings,
            Concerns concerns,
            Clock clock,
            WatchListener listener) {
        this.database = database;
        this.home = home;
        this.media = new MediaStore(home);
        this.queue = new JudgeQueue(database);
        this.scanner = scanner;
        this.clusters = clusters;
        this.recorder = recorder;
        this.storyboards = storyboards;
        this.concerns = concerns;
        this.attempts = new ScanAttempts(database, clock, listener);
        this.options = settings.scan();
        this.clock = clock;
        this.listener = listener;
    }

    /** Judges one batch of videos. What is thrown while one is judged is its failure. */
    Result judgeDue() throws IOException, InterruptedException {
        List<Target> targets = scanner.targets();
        if (targets.isEmpty()) {
            return Result.DONE;
        }
        Set<String> targetHashes =
                targets.stream().map(Target::sha256).collect(toCollection(LinkedHashSet::new));
        Instant now = clock.instant();
        List<Video> videos = queue.next(targetHashes, now);
        boolean succeeded = true;
        List<Video> unscanned = new ArrayList<>();
        for (Video video : videos) {
            if (isScanned(video, targetHashes) && !storyboards.lacks(video.sha256())) {
                succeeded &= recordSightings(video, targetHashes);
            } else {
                unscanned.add(video);
            }
        }
        succeeded &= scan(unscanned, targetHashes);
        queue.done(videos);
        return new Result(succeeded, videos.size() == JudgeQueue.BATCH_SIZE);
    }

    private boolean isScanned(Video video, Set<String> targetHashes) {
        return database.read(handle ->
                        new VideoRepository(handle).judgedFor(video.sha256(), targetHashes))
                .containsAll(targetHashes);
    }

    /**
     * Scans videos; the sightings of each are recorded before the next one has been scanned. One
     * that may have failed before is scanned alone, so that its failure cannot be another's.
     *
     * @return whether all were scanned
     */
    private boolean scan(List<Video> videos, Set<String> targetHashes) throws InterruptedException {
        boolean succeeded =
                scanTogether(
                        videos.stream().filter(video -> !video.isSuspect()).toList(), targetHashes);
        for (Video video : videos) {
            if (video.isSuspect()) {
                succeeded &= scanTogether(List.of(video), targetHashes);
            }
        }
        return succeeded;
    }

    private boolean scanTogether(List<Video> videos, Set<String> targetHashes)
            throws InterruptedException {
        if (videos.isEmpty()) {
            return true;
        }
        attempts.begin(videos);
        boolean ended = false;
        try {
            boolean succeeded = true;
            List<Video> left = videos;
            while (!left.isEmpty()) {
                ScanRecorder results = new ScanRecorder(left, targetHashes);
                try {
                    scanner.scan(left.stream().map(this::file).toList(), options, results);
                } catch (InterruptedException e) {
                    throw e;
                } catch (Throwable e) {
                    requireNotInterrupted(e);
                    recordFailure(left.get(results.next), e);
                    results.next++;
                    results.succeeded = false;
                }
                succeeded &= results.succeeded;
                left = left.subList(results.next, left.size());
            }
            ended = true;
            return succeeded;
        } finally {
            if (!ended) {
                attempts.stop();
            }
        }
    }

    /** A watch that is told to end while it writes is no failure of a video. */
    private static void requireNotInterrupted(Throwable failure) throws InterruptedException {
        if (Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(ClosedByInterruptException.class::isInstance)) {
            throw new InterruptedException("writing was interrupted");
        }
    }

    private Path file(Video video) {
        return media.resolve(Objects.requireNonNull(video.path()));
    }

    /** Records the results of videos, which arrive in their order. */
    private final class ScanRecorder implements ScanListener {
        private final List<Video> videos;
        private final Set<String> targetHashes;
        private int next;
        private boolean succeeded = true;

        ScanRecorder(List<Video> videos, Set<String> targetHashes) {
            this.videos = videos;
            this.targetHashes = targetHashes;
        }

        @Override
        public void finished(VideoResult result, List<List<EvidenceFrame>> kept) {
            Video video = videos.get(next);
            if (isToBeRepeated(video, result)) {
                attempts.fail(video, reason(result), null);
                succeeded = false;
                next++;
                return;
            }
            try {
                record(video, result, kept);
                recordSightings(video.sha256(), targetHashes);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write evidence", e);
            }
            next++;
        }
    }

    /**
     * Returns whether the decoder died while it read a video: the first time, unless there is a
     * match, and later if nothing at all was read.
     */
    private static boolean isToBeRepeated(Video video, VideoResult result) {
        return result.decoderFailed()
                && result.targets().stream()
                        .map(TargetResult::verdict)
                        .noneMatch(Verdict.Match.class::isInstance)
                && (video.failedScans() == 0
                        || result.targets().stream()
                                .allMatch(one -> one.verdict() instanceof Verdict.Unreadable));
    }

    private static String reason(VideoResult result) {
        for (TargetResult target : result.targets()) {
            switch (target.verdict()) {
                case Verdict.Unreadable(String reason) -> {
                    return reason;
                }
                case Verdict.Undecided(String reason, boolean _) -> {
                    return reason;
                }
                case Verdict.Match _, Verdict.NoMatch _ -> {}
            }
        }
        return "the decoder failed";
    }

    /**
     * Counts a failure against a video. A full disk and a database or a folder that cannot be
     * written are not its failures.
     */
    private void recordFailure(Video video, Throwable failure) {
        if (DiskFull.isCauseOf(failure) || SqliteFailure.describe(failure).isPresent()) {
            throw new IllegalStateException(FailureText.of(failure), failure);
        }
        if (hasIoCause(failure)) {
            Optional<String> problem =
                    Stream.of(home.evidence(), home.evidenceFrames())
                            .flatMap(folder -> WritableFolder.problem(folder).stream())
                            .findFirst();
            if (problem.isPresent()) {
                throw new UncheckedIOException(new IOException(problem.get(), failure));
            }
        }
        attempts.fail(video, "scanning it failed (%s)".formatted(FailureText.of(failure)), failure);
    }

    private static boolean hasIoCause(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(IOException.class::isInstance);
    }

    /** A storyboard that cannot be written costs nothing but itself. */
    private void keepStoryboard(Video video, VideoResult result) {
        Storyboard storyboard = result.storyboard();
        if (storyboard == null || !storyboards.lacks(video.sha256())) {
            return;
        }
        String problem = null;
        try {
            storyboards.keep(video.sha256(), storyboard);
        } catch (IOException e) {
            problem =
                    "the storyboard of a video could not be kept (%s)".formatted(FailureText.of(e));
        }
        if (concerns.report("storyboards", problem)) {
            listener.note(String.valueOf(problem));
        }
    }

    /** Stores the evidence first, so that a verdict in the database always has its frames. */
    private void record(Video video, VideoResult result, List<List<EvidenceFrame>> kept)
            throws IOException {
        recorder.writeFrames(video.sha256(), result, kept);
        keepStoryboard(video, result);
        DuplicateClusters.Member member = clusters.assign(video.sha256(), result);
        database.write(handle -> {
            VideoRepository repository = new VideoRepository(handle);
            repository.addVerdicts(
                    video.sha256(),
                    result.targets().stream()
                            .map(target -> StoredVerdict.of(result, target))
                            .toList(),
                    clock.instant());
            repository.markScanned(
                    video.sha256(),
                    result.coverage().seconds(),
                    member.clusterId(),
                    member.bytes());
        });
        clusters.add(video.sha256(), member);
        WatchLog.scanned(video.sha256(), result);
        listener.scanned(
                new VideoNames(database).of(video.sha256()),
                result.targets().stream().map(one -> one.verdict().word()).toList());
    }

    /**
     * Creates the sightings of a video's posts and marks the posts as judged.
     *
     * @return false if that failed; the failure is the video's
     */
    private boolean recordSightings(Video video, Set<String> targetHashes)
            throws InterruptedException {
        try {
            recordSightings(video.sha256(), targetHashes);
            return true;
        } catch (Throwable e) {
            requireNotInterrupted(e);
            recordFailure(video, e);
            return false;
        }
    }

    private void recordSightings(String sha256, Set<String> targetHashes) throws IOException {
        List<StoredPost> posts =
                database.read(handle -> new PostRepository(handle).withVideo(sha256));
        recorder.record(sha256, posts, targetHashes).forEach(listener::sighted);
    }
}

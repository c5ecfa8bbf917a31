package dev.framewatch.verdict;

import static java.util.Objects.requireNonNullElse;

import dev.framewatch.clip.ClipFingerprint;
import dev.framewatch.clip.FingerprintBuilder;
import dev.framewatch.error.ErrorText;
import dev.framewatch.file.Sha256;
import dev.framewatch.storyboard.JpegImage;
import dev.framewatch.storyboard.Storyboard;
import dev.framewatch.storyboard.StoryboardBuilder;
import dev.framewatch.storyboard.StoryboardFormat;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.targets.VideoClassifier;
import dev.framewatch.video.Frame;
import dev.framewatch.video.FrameSource;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.UnreadableVideoException;
import dev.framewatch.video.VideoMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Scans videos and produces a verdict for each. One thread reads frames from the decoder process,
 * across video boundaries; one worker per core runs recognition; results are reported in the order
 * of the videos.
 */
public final class Scanner implements AutoCloseable {
    private static final int VIDEOS_AHEAD = 4;
    private static final int READER_CHECK_SECONDS = 5;

    private final FrameSource source;
    private final FrameClassifier classifier;
    private final int workers;
    private final ExecutorService pool;

    /**
     * @param source opens the videos; owned by the caller
     * @param classifier owned (opened and closed) by the caller
     * @param workers the number of recognition threads, at least 1
     */
    public Scanner(FrameSource source, FrameClassifier classifier, int workers) {
        this.source = source;
        this.classifier = classifier;
        this.workers = workers;
        this.pool =
                Executors.newFixedThreadPool(
                        workers, Thread.ofPlatform().daemon().name("recognise-", 0).factory());
    }

    /** A video's result and its kept frames, once both are available. */
    private record Finished(VideoResult result, List<List<EvidenceFrame>> kept) {}

    /**
     * Scans videos, each a file or a folder of images. A video that cannot be read yields a result
     * like any other. However the scan ends, nothing of it uses the source of frames any more.
     *
     * @throws InterruptedException if the calling thread was interrupted; the scan has stopped
     */
    public void scan(List<Path> videos, ScanOptions options, ScanListener listener)
            throws InterruptedException {
        BlockingQueue<CompletableFuture<Finished>> results = new ArrayBlockingQueue<>(VIDEOS_AHEAD);
        Thread reader =
                Thread.ofPlatform()
                        .daemon()
                        .name("read-frames")
                        .start(() -> readAll(videos, options, listener, results));
        boolean complete = false;
        try {
            for (Path video : videos) {
                report(video, next(results, reader), options, listener);
            }
            complete = true;
        } finally {
            stop(reader, complete);
        }
    }

    private static CompletableFuture<Finished> next(
            BlockingQueue<CompletableFuture<Finished>> results, Thread reader)
            throws InterruptedException {
        CompletableFuture<Finished> next = results.poll(READER_CHECK_SECONDS, TimeUnit.SECONDS);
        while (next == null) {
            boolean alive = reader.isAlive();
            next = results.poll(alive ? READER_CHECK_SECONDS : 0, TimeUnit.SECONDS);
            if (next == null && !alive) {
                throw new IllegalStateException("the reader of frames ended before its videos");
            }
        }
        return next;
    }

    private void report(
            Path video,
            CompletableFuture<Finished> future,
            ScanOptions options,
            ScanListener listener)
            throws InterruptedException {
        Finished finished;
        try {
            finished = future.get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            listener.died(
                    unreadable(video, options, "could not be scanned: " + ErrorText.of(cause)),
                    cause);
            return;
        }
        listener.finished(finished.result, finished.kept);
    }

    private VideoResult unreadable(Path video, ScanOptions options, String reason) {
        VideoScan nothing = new VideoScan(classifier.targets(), options, 0, false);
        Coverage coverage = nothing.coverage(0, false);
        return new VideoResult(
                video,
                null,
                coverage,
                0,
                options.sampling().intervalSeconds(),
                nothing.conclude(coverage, "", reason));
    }

    /** Waits for the reader, whatever interrupts, since others use the source and the workers. */
    private void stop(Thread reader, boolean complete) {
        reader.interrupt();
        if (!complete) {
            source.abort();
        }
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAll(
            List<Path> videos,
            ScanOptions options,
            ScanListener listener,
            BlockingQueue<CompletableFuture<Finished>> results) {
        Semaphore inFlight = new Semaphore(workers + 2); // bounds the memory
        try {
            for (Path video : videos) {
                results.put(read(video, options, listener, inFlight));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever is thrown is the failure of this video, so that its result is not waited for. */
    private CompletableFuture<Finished> read(
            Path video, ScanOptions options, ScanListener listener, Semaphore inFlight)
            throws InterruptedException {
        try {
            return new Reading(video, options, listener, inFlight).read();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * What is known about an image.
     *
     * @param small null unless a storyboard is requested
     */
    private record Recognised(List<Score> scores, @Nullable JpegImage small) {
        static final Recognised NOTHING = new Recognised(List.of(), null);
    }

    /** Waits like {@code join()}, but interruptibly. */
    private static void await(CompletableFuture<Void> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    /** Reads one video. */
    private final class Reading {
        private final long start = System.nanoTime();
        private final Path video;
        private final ScanListener listener;
        private final Semaphore inFlight;
        private final CompletableFuture<@Nullable String> sha256;
        private final FingerprintBuilder fingerprintBuilder = new FingerprintBuilder();
        private final StoryboardBuilder storyboardBuilder;
        private @Nullable VideoMetadata metadata;
        private final List<CompletableFuture<Void>> frames = new ArrayList<>();
        private volatile String omission = "";
        private volatile boolean decoderFailed;
        private ScanOptions options;

        Reading(Path video, ScanOptions options, ScanListener listener, Semaphore inFlight) {
            this.video = video;
            this.options = options;
            this.listener = listener;
            this.inFlight = inFlight;
            this.sha256 = CompletableFuture.supplyAsync(this::hash, pool);
            this.storyboardBuilder =
                    new StoryboardBuilder(
                            options.sampling().intervalSeconds(),
                            requireNonNullElse(options.storyboard(), StoryboardFormat.SEARCHABLE));
        }

        /**
         * Returns when the last frame has been read; the future completes when all frames are
         * scored.
         */
        CompletableFuture<Finished> read() throws InterruptedException {
            Sampling sampling = options.sampling();
            if (options.fingerprint()) {
                sampling = sampling.withFingerprintFrames();
            }
            try (FrameStream stream = source.open(video, sampling)) {
                metadata = stream.metadata();
                options = options.every(stream.intervalSeconds(sampling.intervalSeconds()));
                VideoScan scan =
                        new VideoScan(
                                classifier.targets(),
                                options,
                                metadata.startSeconds(),
                                metadata.seconds(),
                                metadata.isStills());
                boolean stopped = look(stream, scan);
                omission = stream.omission();
                decoderFailed = stream.decoderFailed();
                return finish(scan, stream.decodedSeconds(), stopped, null);
            } catch (UnreadableVideoException e) {
                String reason = String.valueOf(e.getMessage());
                decoderFailed = e.isDecoderFailure();
                VideoScan nothing = new VideoScan(classifier.targets(), options, 0, false);
                return finish(nothing, 0, false, reason);
            }
        }

        /**
         * Submits every frame to a worker; returns whether it stopped early because the verdicts
         * are final.
         */
        private boolean look(FrameStream stream, VideoScan scan)
                throws UnreadableVideoException, InterruptedException {
            boolean separate = stream.metadata().isStills() || options.sampling().keyFramesOnly();
            boolean exhaustive = options.exhaustive() || stream.metadata().isStills();
            VideoClassifier videoClassifier = new VideoClassifier(classifier, pool);
            @Nullable RgbImage previous = null;
            CompletableFuture<Recognised> recognised =
                    CompletableFuture.completedFuture(Recognised.NOTHING);
            int index = 0;
            while (true) {
                awaitDecidingFrames(scan);
                if (scan.isDecided()) {
                    return true;
                }
                Frame frame = stream.next();
                stream.drainFingerprintFrames().forEach(fingerprintBuilder::add);
                if (frame == null) {
                    return false;
                }
                int number = index++;
                if (frame.image() != previous) {
                    if (previous == null
                            || separate
                            || ShotBoundary.isBetween(previous, frame.image())) {
                        scan.cutBefore(number);
                    }
                    inFlight.acquire();
                    RgbImage image = frame.image();
                    CompletableFuture<List<Score>> scores =
                            exhaustive
                                    ? CompletableFuture.supplyAsync(
                                            () -> classifier.classify(image), pool)
                                    : videoClassifier.next(image);
                    recognised =
                            scores.thenApply(found -> recognised(image, found))
                                    .whenComplete((_, _) -> inFlight.release());
                    previous = image;
                }
                frames.add(
                        recognised.thenAccept(found -> {
                            if (found.small != null) {
                                storyboardBuilder.add(number, frame.seconds(), found.small);
                            }
                            scan.frameScored(number, frame, found.scores);
                            listener.frameScored(video, frame.seconds(), scan.endSeconds());
                        }));
            }
        }

        /** The verdict reports a frame whose score is {@code NaN}. */
        private Recognised recognised(RgbImage image, List<Score> scores) {
            return new Recognised(
                    scores, options.storyboard() == null ? null : storyboardBuilder.shrink(image));
        }

        /**
         * With early stopping, waits while frames in flight may decide the verdict, instead of
         * decoding on.
         */
        private void awaitDecidingFrames(VideoScan scan) throws InterruptedException {
            if (!options.early()) {
                return;
            }
            int scored = scan.scoredCount();
            if (scan.couldBeDecidedBy(frames.size() - scored)) {
                for (CompletableFuture<Void> frame : frames.subList(scored, frames.size())) {
                    await(frame);
                }
            }
        }

        private CompletableFuture<Finished> finish(
                VideoScan scan, double decodedSeconds, boolean stopped, @Nullable String reason) {
            CompletableFuture<@Nullable ClipFingerprint> fingerprint =
                    CompletableFuture.supplyAsync(
                            () -> fingerprintBuilder.build(decodedSeconds), pool);
            return CompletableFuture.allOf(frames.toArray(CompletableFuture[]::new))
                    .thenCombine(sha256, (_, hash) -> hash)
                    .thenCombine(
                            fingerprint,
                            (hash, print) ->
                                    conclude(scan, decodedSeconds, stopped, reason, hash, print));
        }

        private Finished conclude(
                VideoScan scan,
                double decodedSeconds,
                boolean stopped,
                @Nullable String reason,
                @Nullable String hash,
                @Nullable ClipFingerprint fingerprint) {
            Coverage coverage = scan.coverage(decodedSeconds, stopped);
            List<TargetResult> results = scan.conclude(coverage, omission, reason);
            VideoResult all =
                    new VideoResult(
                            video,
                            hash,
                            coverage,
                            (System.nanoTime() - start) / 1_000_000,
                            options.sampling().intervalSeconds(),
                            results,
                            fingerprint,
                            storyboard(decodedSeconds),
                            decoderFailed);
            return new Finished(all, scan.kept(results));
        }

        private @Nullable Storyboard storyboard(double decodedSeconds) {
            return metadata == null
                    ? null
                    : storyboardBuilder.build(metadata, decodedSeconds, omission);
        }

        private @Nullable String hash() {
            try {
                return Files.isRegularFile(video) ? Sha256.of(video) : null;
            } catch (IOException _) {
                return null;
            }
        }
    }

    /** Returns when no worker uses the classifier any more, so that it can be closed. */
    @Override
    public void close() {
        pool.shutdownNow();
        pool.close();
    }
}

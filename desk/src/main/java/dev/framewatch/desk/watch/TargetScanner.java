package dev.framewatch.desk.watch;

import static java.util.stream.Collectors.toSet;

import dev.framewatch.error.RefusedException;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.ScanListener;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.Scanner;
import dev.framewatch.verdict.VideoResult;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Loads the active targets and scans with them. They are reloaded if a target is added, retrained,
 * removed or expires. A target that cannot be loaded is reported, left out and tried again later.
 */
final class TargetScanner implements AutoCloseable {
    private static final Duration RETRY_DELAY = Duration.ofMinutes(10);

    /** The decoder is given up within minutes, so this is the time of a recognition that hangs. */
    private static final Duration LONGEST_FRAME = Duration.ofMinutes(15);

    /** Ten times as long as the longest video takes for hundreds of targets. */
    private static final Duration LONGEST_SCAN = Duration.ofHours(2);

    private static final String FRAME = "scanning a frame";
    private static final String VIDEO = "scanning a video";

    private final TargetStore store;
    private final Function<Backbones, FeatureExtractor> models;
    private final Predicate<String> isActive;
    private final VideoDecoder decoder = new VideoDecoder();
    private final Function<String, Threshold> thresholds;
    private final int workers;
    private final Clock clock;
    private final Concerns concerns;
    private final Heartbeats heartbeats;
    private final WatchListener listener;
    private Map<String, String> versions = Map.of();
    private Instant retryAt = Instant.MAX;
    private @Nullable LoadedTargets loaded;

    private record LoadedTargets(FrameClassifier classifier, Scanner scanner)
            implements AutoCloseable {
        @Override
        public void close() {
            scanner.close();
            classifier.close();
        }
    }

    /**
     * @param models opens the backbones that targets share
     * @param isActive whether the target of a name is currently monitored
     * @param thresholds how the scans choose the threshold of the target of a name; a target that
     *     has none of this kind cannot be loaded
     * @param workers number of threads that classify frames
     * @param concerns records the targets that cannot be loaded
     * @param heartbeats receives the progress of scans
     * @param listener receives each of them
     */
    TargetScanner(
            TargetStore store,
            Function<Backbones, FeatureExtractor> models,
            Predicate<String> isActive,
            Function<String, Threshold> thresholds,
            int workers,
            Clock clock,
            Concerns concerns,
            Heartbeats heartbeats,
            WatchListener listener) {
        this.store = store;
        this.models = models;
        this.isActive = isActive;
        this.thresholds = thresholds;
        this.workers = workers;
        this.clock = clock;
        this.concerns = concerns;
        this.heartbeats = heartbeats;
        this.listener = listener;
    }

    /** Returns the active targets, reloading them if necessary. */
    synchronized List<Target> targets() throws IOException {
        Map<String, String> now = new LinkedHashMap<>();
        for (String name : store.names()) {
            if (isActive.test(name)) {
                now.put(name, version(store.file(name)));
            }
        }
        Instant time = clock.instant();
        if (!now.equals(versions) || !time.isBefore(retryAt)) {
            closeTargets();
            SortedMap<String, String> reasons = new TreeMap<>();
            loaded = load(now.keySet(), reasons);
            versions = now;
            retryAt = reasons.isEmpty() ? Instant.MAX : time.plus(RETRY_DELAY);
            reportFailures(reasons);
        }
        return loaded == null ? List.of() : loaded.classifier.targets();
    }

    private void reportFailures(SortedMap<String, String> reasons) {
        List<String> problems =
                reasons.entrySet().stream()
                        .map(target ->
                                "target %s is not monitored: %s"
                                        .formatted(target.getKey(), target.getValue()))
                        .toList();
        problems.forEach(listener::note);
        concerns.report("targets", problems.isEmpty() ? null : String.join("; ", problems));
    }

    /** Whatever is thrown while a target is loaded is its failure; the others are searched for. */
    private @Nullable LoadedTargets load(
            Collection<String> names, SortedMap<String, String> reasons) {
        Map<Backbones, FeatureExtractor> extractors = new HashMap<>();
        List<Target> targets = new ArrayList<>();
        for (String name : names) {
            Target target = null;
            try {
                target = store.open(name);
                requireThreshold(target);
                for (Backbones part : target.manifest().openedBackbones()) {
                    extractors.computeIfAbsent(part, models);
                }
                targets.add(target);
            } catch (Throwable e) {
                reasons.put(name, FailureText.of(e));
                if (target != null) {
                    target.close();
                }
            }
        }
        Set<Backbones> used =
                targets.stream()
                        .flatMap(target -> target.manifest().openedBackbones().stream())
                        .collect(toSet());
        extractors.forEach((part, extractor) -> {
            if (!used.contains(part)) {
                extractor.close();
            }
        });
        if (targets.isEmpty()) {
            return null;
        }
        FrameClassifier classifier =
                new FrameClassifier(targets, part -> Objects.requireNonNull(extractors.get(part)));
        return new LoadedTargets(classifier, new Scanner(decoder, classifier, workers));
    }

    private void requireThreshold(Target target) {
        try {
            target.manifest().threshold(thresholds.apply(target.name()));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    "threshold in the settings of the watch: " + e.getMessage(), e);
        }
    }

    /** Returns a cheap version stamp of a file, since hashing large heads is slow. */
    static String version(Path file) throws IOException {
        return Files.size(file) + " " + Files.getLastModifiedTime(file).toInstant();
    }

    /** Scans with the targets that were last returned. */
    synchronized void scan(List<Path> videos, ScanOptions options, ScanListener listener)
            throws InterruptedException {
        if (loaded == null) {
            throw new IllegalStateException("no targets");
        }
        MonitoredScan monitored = new MonitoredScan(listener);
        try {
            monitored.begin();
            loaded.scanner.scan(videos, options, monitored);
        } finally {
            monitored.end();
        }
    }

    /** Expects a frame every few minutes, and a result every few hours. */
    private final class MonitoredScan implements ScanListener {
        private final ScanListener listener;

        MonitoredScan(ScanListener listener) {
            this.listener = listener;
        }

        void begin() {
            heartbeats.expect(FRAME, LONGEST_FRAME);
            heartbeats.expect(VIDEO, LONGEST_SCAN);
        }

        void end() {
            heartbeats.end(FRAME);
            heartbeats.end(VIDEO);
        }

        @Override
        public void frameScored(Path video, double seconds, double of) {
            heartbeats.progress(FRAME);
            listener.frameScored(video, seconds, of);
        }

        @Override
        public void finished(VideoResult result, List<List<EvidenceFrame>> kept) {
            heartbeats.progress(FRAME);
            heartbeats.progress(VIDEO);
            listener.finished(result, kept);
        }
    }

    private void closeTargets() {
        if (loaded != null) {
            loaded.close();
            loaded = null;
        }
    }

    @Override
    public synchronized void close() {
        closeTargets();
        decoder.close();
    }
}

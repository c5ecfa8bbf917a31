package dev.framewatch.desk.watch;

import dev.framewatch.error.ServiceException;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.verdict.ScanListener;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.Scanner;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Loads the active targets and scans with them. They are reloaded if a target is added, retrained,
 * removed or expires.
 */
final class TargetScanner implements AutoCloseable {
    private final TargetStore store;
    private final Function<Backbones, FeatureExtractor> models;
    private final Predicate<String> isActive;
    private final VideoDecoder decoder = new VideoDecoder();
    private final int workers;
    private final Consumer<String> failures;
    private Map<String, String> versions = Map.of();
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
     * @param workers number of threads that classify frames
     * @param failures receives user-facing messages on targets that cannot be opened
     */
    TargetScanner(
            TargetStore store,
            Function<Backbones, FeatureExtractor> models,
            Predicate<String> isActive,
            int workers,
            Consumer<String> failures) {
        this.store = store;
        this.models = models;
        this.isActive = isActive;
        this.workers = workers;
        this.failures = failures;
    }

    /** Returns the active targets, reloading them if necessary. */
    synchronized List<Target> targets() throws IOException {
        Map<String, String> now = new LinkedHashMap<>();
        for (String name : store.names()) {
            if (isActive.test(name)) {
                now.put(name, version(store.file(name)));
            }
        }
        if (!now.equals(versions)) {
            closeTargets();
            List<Target> targets = open(now.keySet());
            if (!targets.isEmpty()) {
                FrameClassifier classifier = new FrameClassifier(targets, models);
                loaded = new LoadedTargets(classifier, new Scanner(decoder, classifier, workers));
            }
            versions = now;
        }
        return loaded == null ? List.of() : loaded.classifier.targets();
    }

    /** Returns a cheap version stamp of a file, since hashing large heads is slow. */
    static String version(Path file) throws IOException {
        return Files.size(file) + " " + Files.getLastModifiedTime(file).toInstant();
    }

    private List<Target> open(Collection<String> names) {
        List<Target> targets = new ArrayList<>();
        for (String name : names) {
            try {
                targets.add(store.open(name));
            } catch (ServiceException e) {
                failures.accept("not monitored: " + e.getMessage());
            }
        }
        return targets;
    }

    /** Scans with the targets that were last returned. */
    synchronized void scan(List<Path> videos, ScanOptions options, ScanListener listener)
            throws InterruptedException {
        if (loaded == null) {
            throw new IllegalStateException("no targets");
        }
        loaded.scanner.scan(videos, options, listener);
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

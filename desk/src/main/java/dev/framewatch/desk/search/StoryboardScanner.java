package dev.framewatch.desk.search;

import dev.framewatch.storyboard.StoryboardSource;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.ScanListener;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.Scanner;
import dev.framewatch.verdict.VideoResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scans storyboards with the recognition and the rule of a scan of their videos. */
public final class StoryboardScanner implements AutoCloseable {
    private static final int BATCH_SIZE = 32;

    private final ScanOptions options;
    private final ScanOptions firstOptions;
    private final @Nullable Scanner first;
    private final Scanner all;

    /**
     * @param classifier owned by the caller
     * @param options how the storyboards are judged
     * @param isExhaustive whether every frame is looked at, see {@link FirstLook}
     */
    public StoryboardScanner(
            FrameClassifier classifier, ScanOptions options, boolean isExhaustive) {
        int workers = Runtime.getRuntime().availableProcessors();
        this.options = options;
        this.firstOptions = options.forFirstLook();
        FirstLook look =
                new FirstLook(
                        classifier.targets().stream()
                                .map(target -> options.criteriaFor(target.name()))
                                .toList());
        this.first =
                isExhaustive
                        ? null
                        : new Scanner(new StoryboardSource(look::of), classifier, workers);
        this.all = new Scanner(new StoryboardSource(), classifier, workers);
    }

    /**
     * Scans the files of storyboards; results are reported in their order.
     *
     * @throws InterruptedException if the calling thread was interrupted; the scan has stopped
     */
    public void scan(List<Path> files, ScanListener listener) throws InterruptedException {
        for (int from = 0; from < files.size(); from += BATCH_SIZE) {
            scanBatch(files.subList(from, Math.min(files.size(), from + BATCH_SIZE)), listener);
        }
    }

    private void scanBatch(List<Path> files, ScanListener listener) throws InterruptedException {
        Ordered ordered = new Ordered(files, listener);
        if (first != null) {
            first.scan(files, firstOptions, ordered.withoutHints);
        }
        List<Path> rest = new ArrayList<>(files);
        rest.removeAll(ordered.withoutHints.results.keySet());
        all.scan(rest, options, ordered);
        ordered.reportUpTo(files.size());
    }

    /** Keeps the results of storyboards whose other frames need not be looked at. */
    private static final class WithoutHints implements ScanListener {
        private final Map<Path, VideoResult> results = new HashMap<>();

        @Override
        public void finished(VideoResult result, List<List<EvidenceFrame>> kept) {
            if (!FirstLook.isWorthAnother(result)) {
                results.put(result.video(), result);
            }
        }

        @Override
        public void died(VideoResult unreadable, Throwable cause) {
            // it is scanned as a whole
        }
    }

    /** Reports the results of both looks in the order of the files. */
    private static final class Ordered implements ScanListener {
        private final List<Path> files;
        private final ScanListener listener;
        private final WithoutHints withoutHints = new WithoutHints();
        private int next;

        Ordered(List<Path> files, ScanListener listener) {
            this.files = files;
            this.listener = listener;
        }

        void reportUpTo(int index) {
            while (next < index) {
                VideoResult result = withoutHints.results.get(files.get(next));
                if (result == null) {
                    return;
                }
                next++;
                listener.finished(result, result.targets().stream().map(_ -> noFrames()).toList());
            }
        }

        private static List<EvidenceFrame> noFrames() {
            return List.of();
        }

        @Override
        public void finished(VideoResult result, List<List<EvidenceFrame>> kept) {
            reportUpTo(files.size());
            next++;
            listener.finished(result, kept);
        }

        @Override
        public void died(VideoResult unreadable, Throwable cause) {
            reportUpTo(files.size());
            next++;
            listener.died(unreadable, cause);
        }
    }

    @Override
    public void close() {
        try (all) {
            if (first != null) {
                first.close();
            }
        }
    }
}

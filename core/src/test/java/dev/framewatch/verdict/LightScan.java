package dev.framewatch.verdict;

import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.Target;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.vision.FeatureExtractor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Scans with everything real but the network. */
final class LightScan {
    static final int WORKERS = 2;

    private LightScan() {}

    /** Returns the results of a scan for one target. */
    static List<VideoResult> of(
            VideoDecoder decoder,
            LightAbove network,
            Target target,
            ScanOptions options,
            Path... videos)
            throws InterruptedException {
        List<VideoResult> results = new ArrayList<>();
        with(decoder, network, target, options, (result, _) -> results.add(result), videos);
        return results;
    }

    /** Scans for one target. */
    static void with(
            VideoDecoder decoder,
            LightAbove network,
            Target target,
            ScanOptions options,
            ScanListener listener,
            Path... videos)
            throws InterruptedException {
        try (FrameClassifier classifier = classifier(network, target);
                Scanner scanner = new Scanner(decoder, classifier, WORKERS)) {
            scanner.scan(List.of(videos), options, listener);
        }
    }

    static FrameClassifier classifier(LightAbove network, Target... targets) {
        return new FrameClassifier(
                List.of(targets), _ -> new FeatureExtractor(null, null, network));
    }

    static List<Verdict> verdicts(List<VideoResult> results) {
        return results.stream().map(result -> result.targets().getFirst().verdict()).toList();
    }

    /** Returns the frames of the first target: positive, negative or without a score. */
    static String picture(VideoResult result) {
        StringBuilder picture = new StringBuilder();
        for (FrameScore frame : result.targets().getFirst().frames()) {
            picture.append(Double.isNaN(frame.score()) ? '?' : frame.positive() ? '+' : '-');
        }
        return picture.toString();
    }
}

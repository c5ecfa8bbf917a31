package dev.framewatch.targets;

import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.video.RgbImage;
import dev.framewatch.vision.ChangeDetector;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FaceSearch;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Classifies the frames of one video. What has not changed since the frame before is not computed
 * again: faces are searched for only around changes, and a frame without changes has the scores of
 * the one before. Changes and faces are found frame by frame, while other threads describe the
 * faces of earlier frames; the result does not depend on the number of threads.
 */
public final class VideoClassifier {
    private final FrameClassifier classifier;
    private final Executor executor;
    private final Map<ModelRef, FaceSearch> searches = new HashMap<>();
    private final IdentityHashMap<Face, DescribedFace> known = new IdentityHashMap<>();
    private ChangeDetector changes = new ChangeDetector();
    private CompletableFuture<Look> looked = CompletableFuture.completedFuture(Look.UNCHANGED);
    private CompletableFuture<List<Score>> scored = CompletableFuture.completedFuture(List.of());

    /**
     * @param classifier owned (opened and closed) by the caller
     * @param executor starts tasks in the order in which it gets them
     */
    public VideoClassifier(FrameClassifier classifier, Executor executor) {
        this.classifier = classifier;
        this.executor = executor;
    }

    /**
     * The faces of a frame that has changed.
     *
     * @param faces of each detector; absent if it failed; null if the frame has not changed
     * @param continues whether one of them is from the frame before
     */
    private record Look(@Nullable Map<ModelRef, List<DescribedFace>> faces, boolean continues) {
        static final Look UNCHANGED = new Look(null, true);
    }

    /**
     * Returns the scores of the next frame, as {@link FrameClassifier#classify} does. Must be
     * called in the order of the frames, by one thread.
     */
    public CompletableFuture<List<Score>> next(RgbImage image) {
        CompletableFuture<List<Score>> before = scored;
        looked = looked.thenApplyAsync(_ -> look(image), executor);
        scored =
                looked.thenCompose(look -> {
                    Map<ModelRef, List<DescribedFace>> faces = look.faces;
                    if (faces == null) {
                        return before;
                    }
                    return (look.continues ? before : looked)
                            .thenApplyAsync(_ -> classifier.classify(image, faces), executor);
                });
        return scored;
    }

    private Look look(RgbImage image) {
        FrameChange change = changes.update(image);
        if (change.isNone()) {
            return Look.UNCHANGED;
        }
        Map<ModelRef, List<DescribedFace>> faces = new HashMap<>();
        IdentityHashMap<Face, DescribedFace> current = new IdentityHashMap<>();
        boolean continues = false;
        boolean failed = false;
        for (Map.Entry<ModelRef, FeatureExtractor> detector : classifier.detectors().entrySet()) {
            FaceSearch search =
                    searches.computeIfAbsent(
                            detector.getKey(), _ -> detector.getValue().faceSearch());
            List<Face> found = FrameClassifier.unlessItFails(() -> search.detect(image, change));
            if (found == null) {
                failed = true;
                continue;
            }
            List<DescribedFace> described = new ArrayList<>();
            for (Face face : found) {
                DescribedFace before = known.get(face);
                continues |= before != null;
                DescribedFace one = before == null ? new DescribedFace(face) : before;
                current.put(face, one);
                described.add(one);
            }
            faces.put(detector.getKey(), described);
        }
        known.clear();
        if (failed) {
            forget();
        } else {
            known.putAll(current);
        }
        return new Look(faces, continues);
    }

    /** Makes the next frame the first one. */
    private void forget() {
        changes = new ChangeDetector();
        searches.clear();
    }
}

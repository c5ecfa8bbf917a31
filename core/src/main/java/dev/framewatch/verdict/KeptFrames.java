package dev.framewatch.verdict;

import dev.framewatch.video.RgbImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The best frames of a video for each target. Their images take a bounded amount of memory, however
 * many targets there are: those that speak least for their target are given up first.
 */
final class KeptFrames {
    /** Some videos are scanned ahead, each with its own frames. */
    private static final long HEAP_PARTS = 16;

    private final int perTarget;
    private final long maxBytes;
    private final double[] thresholds;
    private final List<List<Candidate>> best = new ArrayList<>();

    /**
     * A frame that may be kept.
     *
     * @param index number of the frame
     * @param score its score for the target
     */
    record Candidate(int index, double score, RgbImage image) {}

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::score)
                    .reversed()
                    .thenComparingInt(Candidate::index);

    /**
     * @param perTarget maximum number of frames for each target
     * @param maxBytes maximum size of all their images in bytes; one image is kept in any case
     * @param thresholds threshold of each target
     */
    KeptFrames(int perTarget, long maxBytes, double[] thresholds) {
        this.perTarget = perTarget;
        this.maxBytes = maxBytes;
        this.thresholds = thresholds.clone();
        for (int i = 0; i < thresholds.length; i++) {
            best.add(new ArrayList<>());
        }
    }

    /** Returns the bytes that the images of one video may take on this machine. */
    static long budget() {
        return Runtime.getRuntime().maxMemory() / HEAP_PARTS;
    }

    /** Adds a frame if it is among the best: highest score first, ties by time, images once. */
    void add(int target, Candidate candidate) {
        if (perTarget == 0 || Double.isNaN(candidate.score)) {
            return;
        }
        List<Candidate> kept = best.get(target);
        if (kept.stream().anyMatch(other -> other.image == candidate.image)) {
            return;
        }
        int at = Collections.binarySearch(kept, candidate, BEST_FIRST);
        int index = at < 0 ? -at - 1 : at;
        if (index == perTarget) {
            return;
        }
        kept.add(index, candidate);
        if (kept.size() > perTarget) {
            kept.removeLast();
        }
    }

    /** Gives up images until the others fit; called after each frame. */
    void limit() {
        IdentityHashMap<RgbImage, Double> margins = margins();
        long bytes = margins.keySet().stream().mapToLong(image -> image.rgb().length).sum();
        while (bytes > maxBytes && margins.size() > 1) {
            RgbImage least =
                    Collections.min(margins.entrySet(), Map.Entry.comparingByValue()).getKey();
            best.forEach(kept -> kept.removeIf(candidate -> candidate.image == least));
            margins.remove(least);
            bytes -= least.rgb().length;
        }
    }

    /** Returns by how much each image exceeds the threshold of the target that it fits best. */
    private IdentityHashMap<RgbImage, Double> margins() {
        IdentityHashMap<RgbImage, Double> margins = new IdentityHashMap<>();
        for (int t = 0; t < thresholds.length; t++) {
            for (Candidate candidate : best.get(t)) {
                margins.merge(candidate.image, candidate.score - thresholds[t], Math::max);
            }
        }
        return margins;
    }

    /** Returns the frames of a target, best first. */
    List<Candidate> of(int target) {
        return List.copyOf(best.get(target));
    }
}

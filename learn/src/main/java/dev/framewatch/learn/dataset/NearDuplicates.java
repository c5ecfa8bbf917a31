package dev.framewatch.learn.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds images of different classes that look the same: either one of the two labels is wrong, or
 * the images do not distinguish the classes. Every pair is compared by its 512-bit hashes; the
 * descriptors are compared only where the hashes agree.
 *
 * <p>The limits were chosen on 537 labelled frames: of their 67,000 pairs of different classes, 3
 * are more similar than that, all of them adjacent frames or frames of one video, and the most
 * similar pair contains the most doubtful label.
 */
public final class NearDuplicates {
    private static final double MIN_EDGE_SIMILARITY = 0.80;
    private static final double MIN_COLOUR_SIMILARITY = 0.90;
    private static final SimHash.Limit HASH_LIMIT = SimHash.Limit.of(MIN_EDGE_SIMILARITY);

    private NearDuplicates() {}

    /**
     * A pair of images, by their indices.
     *
     * @param first the lower index
     * @param second the higher index
     * @param similarity cosine similarity of the edges, 0.8 to 1
     */
    public record Pair(int first, int second, double similarity) {}

    /**
     * Returns the pairs, most similar first.
     *
     * @param labels class of each image
     * @param descriptors descriptor of each image
     * @param maxPairs maximum number of pairs per image; its most similar ones are returned
     */
    public static List<Pair> acrossClasses(
            List<String> labels, List<ImageDescriptor> descriptors, int maxPairs) {
        if (labels.size() != descriptors.size()) {
            throw new IllegalArgumentException(
                    "%d labels, %d descriptors".formatted(labels.size(), descriptors.size()));
        }
        List<String> names = labels.stream().distinct().toList();
        int[] classes = labels.stream().mapToInt(names::indexOf).toArray();
        ImageDescriptor[] candidates = descriptors.toArray(ImageDescriptor[]::new);
        return IntStream.range(0, candidates.length)
                .parallel()
                .mapToObj(i -> pairsOf(i, classes, candidates, maxPairs))
                .flatMap(List::stream)
                .sorted(
                        Comparator.comparingDouble(Pair::similarity)
                                .reversed()
                                .thenComparingInt(Pair::first)
                                .thenComparingInt(Pair::second))
                .toList();
    }

    private static List<Pair> pairsOf(
            int i, int[] classes, ImageDescriptor[] candidates, int maxPairs) {
        List<Pair> pairs = new ArrayList<>();
        for (int j = i + 1; j < candidates.length; j++) {
            if (classes[i] != classes[j]
                    && candidates[i].edgesMayBeWithin(HASH_LIMIT, candidates[j])) {
                double edges = candidates[i].edgeSimilarity(candidates[j]);
                if (edges >= MIN_EDGE_SIMILARITY
                        && candidates[i].colourSimilarity(candidates[j]) >= MIN_COLOUR_SIMILARITY) {
                    pairs.add(new Pair(i, j, edges));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::similarity).reversed());
        return pairs.size() > maxPairs ? List.copyOf(pairs.subList(0, maxPairs)) : pairs;
    }
}

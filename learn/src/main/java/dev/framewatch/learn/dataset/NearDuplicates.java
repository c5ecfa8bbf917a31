package dev.framewatch.learn.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures of different classes that look the same: one of the two labels is likely wrong, or
 * nothing in them tells the classes apart. Every pair is compared, but only by its 512-bit sketch;
 * the fingerprints themselves only where the sketches agree.
 *
 * <p>The limits were chosen on 537 labelled frames: of their 67 000 pairs of different classes 3
 * are nearer than that, all three next to each other in a video or of one video, and the nearest
 * holds the most doubtful label.
 */
public final class NearDuplicates {
    private static final double MIN_EDGE_SIMILARITY = 0.80;
    private static final double MIN_COLOUR_SIMILARITY = 0.90;
    private static final SimHash.Limit HASH_LIMIT = SimHash.Limit.of(MIN_EDGE_SIMILARITY);

    private NearDuplicates() {}

    /**
     * Two pictures by their place in a list.
     *
     * @param first the first, lower
     * @param second the second
     * @param similarity cosine of their edges, 0.8 to 1
     */
    public record Pair(int first, int second, double similarity) {}

    /**
     * The pairs, most alike first.
     *
     * @param labels the class of each picture
     * @param fingerprints one for each picture
     * @param most how many of the pairs of one picture to give, its nearest
     */
    public static List<Pair> acrossClasses(
            List<String> labels, List<ImageDescriptor> fingerprints, int most) {
        if (labels.size() != fingerprints.size()) {
            throw new IllegalArgumentException(
                    "%d labels, %d fingerprints".formatted(labels.size(), fingerprints.size()));
        }
        List<String> names = labels.stream().distinct().toList();
        int[] classes = labels.stream().mapToInt(names::indexOf).toArray();
        ImageDescriptor[] prints = fingerprints.toArray(ImageDescriptor[]::new);
        return IntStream.range(0, prints.length)
                .parallel()
                .mapToObj(i -> pairsOf(i, classes, prints, most))
                .flatMap(List::stream)
                .sorted(
                        Comparator.comparingDouble(Pair::similarity)
                                .reversed()
                                .thenComparingInt(Pair::first)
                                .thenComparingInt(Pair::second))
                .toList();
    }

    private static List<Pair> pairsOf(int i, int[] classes, ImageDescriptor[] prints, int most) {
        List<Pair> pairs = new ArrayList<>();
        for (int j = i + 1; j < prints.length; j++) {
            if (classes[i] != classes[j] && prints[i].edgesMayBeWithin(HASH_LIMIT, prints[j])) {
                double edges = prints[i].edgeSimilarity(prints[j]);
                if (edges >= MIN_EDGE_SIMILARITY
                        && prints[i].colourSimilarity(prints[j]) >= MIN_COLOUR_SIMILARITY) {
                    pairs.add(new Pair(i, j, edges));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::similarity).reversed());
        return pairs.size() > most ? List.copyOf(pairs.subList(0, most)) : pairs;
    }
}

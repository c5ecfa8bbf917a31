package dev.framewatch.learn.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds out which pictures came from one video, so that a video never lies on both sides of a
 * split. Pictures are linked when they look alike, and the closer they stand in the order of their
 * names, the less alike they must look; linked pictures form a group (union-find).
 *
 * <p>The limits were chosen on 537 labelled frames whose videos a person told apart by eye: every
 * pair of pictures in one group then came from one video, and 76 % of the pairs from one video were
 * in one group (the rest are shots of one video that look nothing alike).
 */
public final class SourceGroups {
    private static final int NEARBY_DISTANCE = 8;
    private static final double MIN_ADJACENT_EDGE_SIMILARITY = 0.20;
    private static final double MIN_NEARBY_EDGE_SIMILARITY = 0.25;
    private static final double MIN_NEARBY_COLOUR_SIMILARITY = 0.70;
    private static final double MIN_EDGE_SIMILARITY = 0.50;
    private static final SimHash.Limit HASH_LIMIT = SimHash.Limit.of(MIN_EDGE_SIMILARITY);

    private SourceGroups() {}

    /**
     * The group of each picture. Pictures for which the labels file names a group keep it; the
     * others join the pictures that they resemble or get a group named after their first picture.
     *
     * @param pictures in natural order of their names
     * @param fingerprints one for each picture
     * @return one name for each picture
     */
    public static List<String> of(
            List<LabelledImage> pictures, List<ImageDescriptor> fingerprints) {
        if (pictures.size() != fingerprints.size()) {
            throw new IllegalArgumentException(
                    "%d pictures, %d fingerprints".formatted(pictures.size(), fingerprints.size()));
        }
        Forest forest = new Forest(pictures.size());
        joinNamedGroups(forest, pictures);
        boolean[] named = new boolean[pictures.size()];
        for (int i = 0; i < named.length; i++) {
            named[i] = pictures.get(i).group() != null;
        }
        ImageDescriptor[] prints = fingerprints.toArray(ImageDescriptor[]::new);
        IntStream.range(0, prints.length)
                .parallel()
                .forEach(i -> forest.join(i, linksOf(i, named, prints)));
        return names(forest, pictures);
    }

    private static void joinNamedGroups(Forest forest, List<LabelledImage> pictures) {
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < pictures.size(); i++) {
            String group = pictures.get(i).group();
            if (group != null) {
                Integer known = first.putIfAbsent(group, i);
                if (known != null) {
                    forest.join(known, i);
                }
            }
        }
    }

    /** What two people named apart stays apart: only pictures without a group are linked. */
    private static int[] linksOf(int i, boolean[] named, ImageDescriptor[] prints) {
        IntStream.Builder links = IntStream.builder();
        for (int j = i + 1; j < prints.length; j++) {
            if (!(named[i] && named[j]) && areSimilar(j - i, prints[i], prints[j])) {
                links.add(j);
            }
        }
        return links.build().toArray();
    }

    private static boolean areSimilar(int distance, ImageDescriptor one, ImageDescriptor other) {
        if (distance > NEARBY_DISTANCE) {
            return one.edgesMayBeWithin(HASH_LIMIT, other)
                    && one.edgeSimilarity(other) >= MIN_EDGE_SIMILARITY;
        }
        double edges = one.edgeSimilarity(other);
        return edges >= (distance == 1 ? MIN_ADJACENT_EDGE_SIMILARITY : MIN_NEARBY_EDGE_SIMILARITY)
                || one.colourSimilarity(other) >= MIN_NEARBY_COLOUR_SIMILARITY;
    }

    private static List<String> names(Forest forest, List<LabelledImage> pictures) {
        Map<Integer, String> names = new TreeMap<>();
        for (int i = 0; i < pictures.size(); i++) {
            String given = pictures.get(i).group();
            if (given != null) {
                names.putIfAbsent(forest.root(i), given);
            }
        }
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            String image = pictures.get(i).name();
            groups.add(names.computeIfAbsent(forest.root(i), _ -> image));
        }
        return List.copyOf(groups);
    }

    /** Union-find; the root of a tree is its first picture. */
    private static final class Forest {
        private final int[] parent;

        Forest(int size) {
            parent = IntStream.range(0, size).toArray();
        }

        int root(int i) {
            int at = i;
            while (parent[at] != at) {
                parent[at] = parent[parent[at]];
                at = parent[at];
            }
            return at;
        }

        /** From several threads: in whatever order pictures are joined, the groups are the same. */
        synchronized void join(int one, int[] others) {
            for (int other : others) {
                join(one, other);
            }
        }

        void join(int one, int other) {
            int a = root(one);
            int b = root(other);
            parent[Math.max(a, b)] = Math.min(a, b);
        }
    }
}

package dev.framewatch.learn.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Groups images by source video, so that a video is never split between training and validation.
 * Images are linked if they look alike; the closer they are in the order of their names, the less
 * similar they need to be. Linked images form a group (union-find).
 *
 * <p>The limits were chosen on 537 labelled frames whose videos were identified by eye: every pair
 * of images in one group came from one video, and 76% of the pairs from one video were in one group
 * (the rest are shots of one video that look nothing alike).
 */
public final class SourceGroups {
    private static final int NEARBY_DISTANCE = 8;
    private static final double MIN_ADJACENT_EDGE_SIMILARITY = 0.20;
    private static final double MIN_NEARBY_EDGE_SIMILARITY = 0.25;
    private static final double MIN_NEARBY_COLOUR_SIMILARITY = 0.70;
    static final double MIN_EDGE_SIMILARITY = 0.50;
    private static final SimHash.Limit HASH_LIMIT = SimHash.Limit.of(MIN_EDGE_SIMILARITY);

    private SourceGroups() {}

    /**
     * Returns the group of each image. Images with a group in the labels file keep it; the others
     * join the images that they resemble or get a group named after its first image.
     *
     * @param images in natural order of their names
     * @param descriptors descriptor of each image
     * @return group name of each image
     */
    public static List<String> of(List<LabelledImage> images, List<ImageDescriptor> descriptors) {
        if (images.size() != descriptors.size()) {
            throw new IllegalArgumentException(
                    "%d images, %d descriptors".formatted(images.size(), descriptors.size()));
        }
        Forest forest = new Forest(images.size());
        joinNamedGroups(forest, images);
        boolean[] hasGroup = new boolean[images.size()];
        for (int i = 0; i < hasGroup.length; i++) {
            hasGroup[i] = images.get(i).group() != null;
        }
        ImageDescriptor[] candidates = descriptors.toArray(ImageDescriptor[]::new);
        IntStream.range(0, candidates.length)
                .parallel()
                .forEach(i -> forest.join(i, linksOf(i, hasGroup, candidates)));
        return names(forest, images);
    }

    private static void joinNamedGroups(Forest forest, List<LabelledImage> images) {
        Map<String, Integer> firstOfGroup = new HashMap<>();
        for (int i = 0; i < images.size(); i++) {
            String group = images.get(i).group();
            if (group != null) {
                Integer representative = firstOfGroup.putIfAbsent(group, i);
                if (representative != null) {
                    forest.join(representative, i);
                }
            }
        }
    }

    /**
     * Returns the later images similar to an image. Groups given by the user stay separate: of two
     * linked images, at least one has no group.
     */
    private static int[] linksOf(int i, boolean[] hasGroup, ImageDescriptor[] candidates) {
        IntStream.Builder links = IntStream.builder();
        for (int j = i + 1; j < candidates.length; j++) {
            if (!(hasGroup[i] && hasGroup[j]) && areSimilar(j - i, candidates[i], candidates[j])) {
                links.add(j);
            }
        }
        return links.build().toArray();
    }

    private static boolean areSimilar(int distance, ImageDescriptor first, ImageDescriptor second) {
        if (distance > NEARBY_DISTANCE) {
            return first.edgesMayBeWithin(HASH_LIMIT, second)
                    && first.edgeSimilarity(second) >= MIN_EDGE_SIMILARITY;
        }
        double edges = first.edgeSimilarity(second);
        return edges >= (distance == 1 ? MIN_ADJACENT_EDGE_SIMILARITY : MIN_NEARBY_EDGE_SIMILARITY)
                || first.colourSimilarity(second) >= MIN_NEARBY_COLOUR_SIMILARITY;
    }

    private static List<String> names(Forest forest, List<LabelledImage> images) {
        Map<Integer, String> names = new TreeMap<>();
        for (int i = 0; i < images.size(); i++) {
            String group = images.get(i).group();
            if (group != null) {
                names.putIfAbsent(forest.root(i), group);
            }
        }
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            String image = images.get(i).name();
            groups.add(names.computeIfAbsent(forest.root(i), _ -> image));
        }
        return List.copyOf(groups);
    }

    /** Union-find; the root of a tree is its first image. */
    private static final class Forest {
        private final int[] parent;

        Forest(int size) {
            parent = IntStream.range(0, size).toArray();
        }

        int root(int i) {
            int node = i;
            while (parent[node] != node) {
                parent[node] = parent[parent[node]];
                node = parent[node];
            }
            return node;
        }

        /** Joins from several threads; the resulting groups do not depend on the order. */
        synchronized void join(int first, int[] others) {
            for (int second : others) {
                join(first, second);
            }
        }

        void join(int first, int second) {
            int a = root(first);
            int b = root(second);
            parent[Math.max(a, b)] = Math.min(a, b);
        }
    }
}

package dev.framewatch.learn.dataset;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds groups that look like one source video, although the labels file separates them: a Group
 * column with a group for each shot, or for each image, would leak from training into validation.
 *
 * <p>Two groups are taken for one video if half of the images of the smaller one have a look-alike
 * in the other, as distant images of one video have in {@link SourceGroups}. A title or a black
 * frame that videos share does not join them.
 */
public final class LookAlikeGroups {
    private static final SimHash.Limit HASH_LIMIT =
            SimHash.Limit.of(SourceGroups.MIN_EDGE_SIMILARITY);

    private LookAlikeGroups() {}

    /**
     * Returns the groups that the images show: each group that looks like another one gets the name
     * of the first of them.
     *
     * @param groups group of each image
     * @param descriptors descriptor of each image
     */
    public static List<String> of(List<String> groups, List<ImageDescriptor> descriptors) {
        List<String> names = groups.stream().distinct().toList();
        Map<String, Integer> indices = new HashMap<>();
        names.forEach(name -> indices.put(name, indices.size()));
        int[] group = groups.stream().mapToInt(name -> indices.getOrDefault(name, 0)).toArray();
        int[] sizes = new int[names.size()];
        for (int one : group) {
            sizes[one]++;
        }
        int[] parent = IntStream.range(0, names.size()).toArray();
        lookAlikes(group, descriptors.toArray(ImageDescriptor[]::new))
                .forEach((pair, images) -> {
                    if (2 * images >= sizes[pair.from] && sizes[pair.from] <= sizes[pair.to]) {
                        join(parent, pair.from, pair.to);
                    }
                });
        return IntStream.of(group).mapToObj(one -> names.get(root(parent, one))).toList();
    }

    private record Pair(int from, int to) {}

    /**
     * Returns, for each pair of groups, how many images of the first look like one of the other.
     */
    private static Map<Pair, Integer> lookAlikes(int[] group, ImageDescriptor[] descriptors) {
        List<Set<Integer>> similar =
                IntStream.range(0, group.length)
                        .parallel()
                        .mapToObj(i -> groupsLike(i, group, descriptors))
                        .toList();
        Map<Pair, Integer> counts = new HashMap<>();
        for (int i = 0; i < group.length; i++) {
            for (int other : similar.get(i)) {
                counts.merge(new Pair(group[i], other), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static Set<Integer> groupsLike(int i, int[] group, ImageDescriptor[] descriptors) {
        Set<Integer> found = new HashSet<>();
        for (int j = 0; j < group.length; j++) {
            if (group[j] != group[i]
                    && descriptors[i].edgesMayBeWithin(HASH_LIMIT, descriptors[j])
                    && descriptors[i].edgeSimilarity(descriptors[j])
                            >= SourceGroups.MIN_EDGE_SIMILARITY) {
                found.add(group[j]);
            }
        }
        return found;
    }

    private static int root(int[] parent, int node) {
        int root = node;
        while (parent[root] != root) {
            root = parent[root];
        }
        return root;
    }

    private static void join(int[] parent, int first, int second) {
        int a = root(parent, first);
        int b = root(parent, second);
        parent[Math.max(a, b)] = Math.min(a, b);
    }
}

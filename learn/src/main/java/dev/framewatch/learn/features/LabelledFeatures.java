package dev.framewatch.learn.features;

import dev.framewatch.learn.fit.Example;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.vision.FrameFeatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A labelled image with its features and group.
 *
 * @param image its name
 * @param positive whether it shows the target
 * @param group its source video
 * @param lookAlike the name that all videos share that look like its source video; usually that of
 *     the source video
 * @param features its faces, its scene, or both
 * @param copies the features of its augmented copies, which are used for training only
 */
public record LabelledFeatures(
        String image,
        boolean positive,
        String group,
        String lookAlike,
        FrameFeatures features,
        List<FrameFeatures> copies) {
    public LabelledFeatures {
        copies = List.copyOf(copies);
    }

    /** Creates an image whose source video looks like no other. */
    public LabelledFeatures(
            String image,
            boolean positive,
            String group,
            FrameFeatures features,
            List<FrameFeatures> copies) {
        this(image, positive, group, group, features, copies);
    }

    /** Creates an image without copies. */
    public LabelledFeatures(String image, boolean positive, String group, FrameFeatures features) {
        this(image, positive, group, group, features, List.of());
    }

    /**
     * Returns training examples of some images. Their weights keep long videos from outvoting short
     * ones without reducing them to the weight of a single image.
     *
     * @param kind the features to use
     * @param groups a group for each image; it is never split between training and validation
     */
    public static List<Example> examples(
            TargetKind kind, List<LabelledFeatures> images, List<String> groups) {
        Map<String, Integer> sizes = new HashMap<>();
        images.forEach(image -> sizes.merge(image.group, 1, Integer::sum));
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            LabelledFeatures image = images.get(i);
            double weight = 1 / Math.sqrt(sizes.getOrDefault(image.group, 1));
            examples.add(image.example(kind, groups.get(i), weight));
        }
        return examples;
    }

    private Example example(TargetKind kind, String fold, double weight) {
        List<List<float[]>> changed =
                copies.stream()
                        .map(copy -> vectors(kind, copy))
                        .filter(copy -> kind == TargetKind.FACE || !copy.isEmpty())
                        .toList();
        return new Example(
                vectors(kind, features), changed, positive, fold, weight / (1 + changed.size()));
    }

    private static List<float[]> vectors(TargetKind kind, FrameFeatures features) {
        return switch (kind) {
            case FACE -> features.embeddings();
            case SCENE, AUTO -> features.scene();
            case ARTWORK ->
                    throw new IllegalArgumentException(
                            "artwork is not trained: see ArtworkTraining");
        };
    }
}

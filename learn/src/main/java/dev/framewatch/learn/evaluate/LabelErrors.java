package dev.framewatch.learn.evaluate;

import dev.framewatch.video.NaturalOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Finds likely label errors: the labels that disagree most with their scores, for review. */
public final class LabelErrors {
    private LabelErrors() {}

    /**
     * Returns the most likely label errors, largest difference of label and score first.
     *
     * @param confirmed names of images whose label was reviewed and kept
     * @param most the maximum number
     * @return at most that many images
     */
    public static List<ScoredImage> of(List<ScoredImage> images, Set<String> confirmed, int most) {
        return images.stream()
                .filter(image -> !confirmed.contains(image.image()))
                .sorted(
                        Comparator.comparingDouble(ScoredImage::surprise)
                                .reversed()
                                .thenComparing(ScoredImage::image, NaturalOrder.INSTANCE))
                .limit(most)
                .toList();
    }
}

package dev.framewatch.learn.evaluate;

import dev.framewatch.video.NaturalOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The labels that the scores contradict most: some of them are wrong, and a person can tell. */
public final class LabelErrors {
    private LabelErrors() {}

    /**
     * @param confirmed names of pictures whose label a person has looked at and kept
     * @param most how many at most
     * @return most surprising first
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

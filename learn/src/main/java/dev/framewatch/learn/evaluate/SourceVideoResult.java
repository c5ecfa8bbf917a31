package dev.framewatch.learn.evaluate;

import dev.framewatch.video.NaturalOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results for the images of one source video.
 *
 * @param video the name of the group
 * @param pictures the number of images, at least 1
 * @param positives the number of them labelled positive
 * @param right the number classified correctly at the threshold
 * @param wrong the number of the others
 * @param meanScore the mean of their scores, 0 to 1
 */
public record SourceVideoResult(
        String video, int pictures, int positives, int right, int wrong, double meanScore) {

    /** Returns one result per video: those with most errors first, then by name. */
    public static List<SourceVideoResult> of(List<ScoredImage> images, double threshold) {
        Map<String, List<ScoredImage>> members = new LinkedHashMap<>();
        for (ScoredImage image : images) {
            members.computeIfAbsent(image.group(), _ -> new ArrayList<>()).add(image);
        }
        return members.entrySet().stream()
                .map(video -> of(video.getKey(), video.getValue(), threshold))
                .sorted(
                        Comparator.comparingInt(SourceVideoResult::wrong)
                                .reversed()
                                .thenComparing(SourceVideoResult::video, NaturalOrder.INSTANCE))
                .toList();
    }

    private static SourceVideoResult of(String video, List<ScoredImage> images, double threshold) {
        ConfusionMatrix confusion = ConfusionMatrix.of(images, threshold);
        return new SourceVideoResult(
                video,
                images.size(),
                confusion.truePositives() + confusion.falseNegatives(),
                confusion.correct(),
                images.size() - confusion.correct(),
                images.stream().mapToDouble(ScoredImage::score).average().orElseThrow());
    }
}

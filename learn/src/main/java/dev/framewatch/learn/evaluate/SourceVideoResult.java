package dev.framewatch.learn.evaluate;

import dev.framewatch.video.NaturalOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the pictures of one source video fared.
 *
 * @param video what the group is called
 * @param pictures how many, at least 1
 * @param positives how many of them are labelled positive
 * @param right how many the threshold puts where their label does
 * @param wrong the others
 * @param meanScore the mean of their scores, 0 to 1
 */
public record SourceVideoResult(
        String video, int pictures, int positives, int right, int wrong, double meanScore) {

    /** One for each video: those with most mistakes first, then by name. */
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

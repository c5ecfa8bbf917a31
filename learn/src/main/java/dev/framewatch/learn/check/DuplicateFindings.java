package dev.framewatch.learn.check;

import dev.framewatch.learn.check.Finding.Kind;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.dataset.NearDuplicates;
import dev.framewatch.learn.dataset.NearDuplicates.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Findings on duplicate and near-duplicate images. */
final class DuplicateFindings {
    private static final int MAX_PAIRS_PER_IMAGE = 3;

    private final List<LabelledImage> images;
    private final List<ImageStats> stats;

    DuplicateFindings(List<LabelledImage> images, List<ImageStats> stats) {
        this.images = images;
        this.stats = stats;
    }

    void addTo(List<Finding> findings) {
        addDuplicates(findings);
        addNearDuplicates(findings);
    }

    private void addDuplicates(List<Finding> findings) {
        Map<String, List<Integer>> byPixels = new LinkedHashMap<>();
        for (int i = 0; i < stats.size(); i++) {
            byPixels.computeIfAbsent(stats.get(i).pixelHash(), _ -> new ArrayList<>()).add(i);
        }
        List<String> acrossClasses = new ArrayList<>();
        List<String> acrossVideos = new ArrayList<>();
        List<String> sameClass = new ArrayList<>();
        for (List<Integer> copies : byPixels.values()) {
            if (copies.size() > 1) {
                List<String> target = differ(copies) ? acrossClasses : sameClass;
                target.add(describe(copies));
                if (groups(copies) > 1) {
                    acrossVideos.add(describe(copies));
                }
            }
        }
        add(
                findings,
                Kind.SAME_PICTURE_TWO_CLASSES,
                true,
                acrossClasses,
                "duplicate images with different classes: %d",
                "At most one class can be right: review each and delete the wrong rows.");
        add(
                findings,
                Kind.SAME_PICTURE_TWO_VIDEOS,
                true,
                acrossVideos,
                "duplicate images with different Groups: %d",
                "Give their source videos the same Group, or they leak from training into"
                        + " validation.");
        add(
                findings,
                Kind.SAME_PICTURE,
                false,
                sameClass,
                "duplicate images: %d",
                "Keep one of each; the others add no information and are overweighted.");
    }

    private boolean differ(List<Integer> copies) {
        return copies.stream().map(i -> images.get(i).label()).distinct().count() > 1;
    }

    private long groups(List<Integer> copies) {
        return copies.stream()
                .map(i -> images.get(i).group())
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    private String describe(List<Integer> copies) {
        List<String> names = copies.stream().limit(5).map(this::describe).toList();
        return String.join(" = ", names) + (copies.size() > 5 ? " = ..." : "");
    }

    private String describe(int image) {
        return "%s (class %s)".formatted(images.get(image).name(), images.get(image).label());
    }

    private void addNearDuplicates(List<Finding> findings) {
        List<Pair> pairs =
                NearDuplicates.acrossClasses(
                                images.stream().map(LabelledImage::label).toList(),
                                stats.stream().map(ImageStats::descriptor).toList(),
                                MAX_PAIRS_PER_IMAGE)
                        .stream()
                        .filter(pair ->
                                !stats.get(pair.first())
                                        .pixelHash()
                                        .equals(stats.get(pair.second()).pixelHash()))
                        .toList();
        List<String> names =
                pairs.stream()
                        .map(pair ->
                                String.format(
                                        Locale.ROOT,
                                        "%s and %s, %.0f%% similar",
                                        describe(pair.first()),
                                        describe(pair.second()),
                                        100 * pair.similarity()))
                        .toList();
        add(
                findings,
                Kind.NEARLY_THE_SAME_TWO_CLASSES,
                true,
                names,
                "near-duplicates with different classes: %d pairs",
                "Review both: often one label is wrong; if both are right, no action is"
                        + " needed.");
    }

    private static void add(
            List<Finding> findings,
            Kind kind,
            boolean serious,
            List<String> names,
            String description,
            String advice) {
        if (!names.isEmpty()) {
            findings.add(
                    new Finding(
                            kind,
                            serious,
                            names.size(),
                            description.formatted(names.size()),
                            advice,
                            names.subList(
                                    0, Math.min(DatasetFindings.MAX_EXAMPLES, names.size()))));
        }
    }
}

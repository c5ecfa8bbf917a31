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

/** What is to be said of pictures that are the same, or nearly so. */
final class DuplicateFindings {
    private static final int MAX_PAIRS_PER_IMAGE = 3;

    private final List<LabelledImage> images;
    private final List<ImageStats> stats;

    DuplicateFindings(List<LabelledImage> pictures, List<ImageStats> looks) {
        this.images = pictures;
        this.stats = looks;
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
        List<String> twoClasses = new ArrayList<>();
        List<String> twoVideos = new ArrayList<>();
        List<String> same = new ArrayList<>();
        for (List<Integer> copies : byPixels.values()) {
            if (copies.size() > 1) {
                List<String> into = differ(copies) ? twoClasses : same;
                into.add(describe(copies));
                if (groups(copies) > 1) {
                    twoVideos.add(describe(copies));
                }
            }
        }
        add(
                findings,
                Kind.SAME_PICTURE_TWO_CLASSES,
                true,
                twoClasses,
                "pictures that are there more than once, in different classes: %d",
                "At most one class can be right: look at each and delete the other rows.");
        add(
                findings,
                Kind.SAME_PICTURE_TWO_VIDEOS,
                true,
                twoVideos,
                "pictures that are there more than once, under different Groups: %d",
                "Give their source videos one Group, or they are learned from and checked on.");
        add(
                findings,
                Kind.SAME_PICTURE,
                false,
                same,
                "pictures that are there more than once: %d",
                "Keep one of each; the others teach nothing new and count more than they should.");
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

    private String describe(int picture) {
        return "%s (class %s)".formatted(images.get(picture).name(), images.get(picture).label());
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
                                        "%s and %s, %.0f %% alike",
                                        describe(pair.first()),
                                        describe(pair.second()),
                                        100 * pair.similarity()))
                        .toList();
        add(
                findings,
                Kind.NEARLY_THE_SAME_TWO_CLASSES,
                true,
                names,
                "pairs of pictures that look nearly the same and are labelled differently: %d",
                "Look at both: often one label is wrong; where both are right, nothing needs"
                        + " doing.");
    }

    private static void add(
            List<Finding> findings,
            Kind kind,
            boolean serious,
            List<String> names,
            String what,
            String advice) {
        if (!names.isEmpty()) {
            findings.add(
                    new Finding(
                            kind,
                            serious,
                            names.size(),
                            what.formatted(names.size()),
                            advice,
                            names.subList(
                                    0, Math.min(DatasetFindings.MAX_EXAMPLES, names.size()))));
        }
    }
}

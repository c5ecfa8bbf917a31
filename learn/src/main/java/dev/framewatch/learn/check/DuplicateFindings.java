package dev.framewatch.learn.check;

import dev.framewatch.learn.check.Finding.About;
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
    private static final int PAIRS_OF_A_PICTURE = 3;

    private final List<LabelledImage> pictures;
    private final List<ImageStats> looks;

    DuplicateFindings(List<LabelledImage> pictures, List<ImageStats> looks) {
        this.pictures = pictures;
        this.looks = looks;
    }

    void addTo(List<Finding> findings) {
        addSame(findings);
        addNearlySame(findings);
    }

    private void addSame(List<Finding> findings) {
        Map<String, List<Integer>> byPixels = new LinkedHashMap<>();
        for (int i = 0; i < looks.size(); i++) {
            byPixels.computeIfAbsent(looks.get(i).pixels(), _ -> new ArrayList<>()).add(i);
        }
        List<String> twoClasses = new ArrayList<>();
        List<String> twoVideos = new ArrayList<>();
        List<String> same = new ArrayList<>();
        for (List<Integer> copies : byPixels.values()) {
            if (copies.size() > 1) {
                List<String> into = differ(copies) ? twoClasses : same;
                into.add(named(copies));
                if (groups(copies) > 1) {
                    twoVideos.add(named(copies));
                }
            }
        }
        add(
                findings,
                About.SAME_PICTURE_TWO_CLASSES,
                true,
                twoClasses,
                "pictures that are there more than once, in different classes: %d",
                "At most one class can be right: look at each and delete the other rows.");
        add(
                findings,
                About.SAME_PICTURE_TWO_VIDEOS,
                true,
                twoVideos,
                "pictures that are there more than once, under different Groups: %d",
                "Give their source videos one Group, or they are learned from and checked on.");
        add(
                findings,
                About.SAME_PICTURE,
                false,
                same,
                "pictures that are there more than once: %d",
                "Keep one of each; the others teach nothing new and count more than they should.");
    }

    private boolean differ(List<Integer> copies) {
        return copies.stream().map(i -> pictures.get(i).label()).distinct().count() > 1;
    }

    private long groups(List<Integer> copies) {
        return copies.stream()
                .map(i -> pictures.get(i).group())
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    private String named(List<Integer> copies) {
        List<String> names = copies.stream().limit(5).map(this::named).toList();
        return String.join(" = ", names) + (copies.size() > 5 ? " = ..." : "");
    }

    private String named(int picture) {
        return "%s (class %s)"
                .formatted(pictures.get(picture).image(), pictures.get(picture).label());
    }

    private void addNearlySame(List<Finding> findings) {
        List<Pair> pairs =
                NearDuplicates.acrossClasses(
                                pictures.stream().map(LabelledImage::label).toList(),
                                looks.stream().map(ImageStats::fingerprint).toList(),
                                PAIRS_OF_A_PICTURE)
                        .stream()
                        .filter(pair ->
                                !looks.get(pair.one())
                                        .pixels()
                                        .equals(looks.get(pair.other()).pixels()))
                        .toList();
        List<String> names =
                pairs.stream()
                        .map(pair ->
                                String.format(
                                        Locale.ROOT,
                                        "%s and %s, %.0f %% alike",
                                        named(pair.one()),
                                        named(pair.other()),
                                        100 * pair.likeness()))
                        .toList();
        add(
                findings,
                About.NEARLY_THE_SAME_TWO_CLASSES,
                true,
                names,
                "pairs of pictures that look nearly the same and are labelled differently: %d",
                "Look at both: often one label is wrong; where both are right, nothing needs"
                        + " doing.");
    }

    private static void add(
            List<Finding> findings,
            About about,
            boolean serious,
            List<String> names,
            String what,
            String advice) {
        if (!names.isEmpty()) {
            findings.add(
                    new Finding(
                            about,
                            serious,
                            names.size(),
                            what.formatted(names.size()),
                            advice,
                            names.subList(0, Math.min(DatasetFindings.EXAMPLES, names.size()))));
        }
    }
}

package dev.framewatch.learn.check;

import dev.framewatch.learn.check.DatasetReport.OneClass;
import dev.framewatch.learn.check.DatasetReport.OneVideo;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.ImagePass;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.dataset.SourceGroups;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.vision.FaceDetector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each labelled picture once, a worker a core, and keeps fingerprints, never pixels: 50
 * 000 pictures fit into 200 MB.
 */
public final class DatasetCheck {
    private static final int MAX_VIDEOS = 3;

    private final List<LabelledImage> pictures;
    private final List<ImageStats> looks;
    private final List<String> unreadable;

    private DatasetCheck(ImagePass<ImageStats> seen) {
        this.pictures = seen.pictures();
        this.looks = seen.seen();
        this.unreadable = seen.unreadable();
    }

    /**
     * @param faces finds faces in the pictures of the classes that are looked for, or null to leave
     *     that; safe to call from several threads
     * @param progress hears of every picture
     * @throws InterruptedException when the calling thread was
     */
    public static DatasetReport run(
            Dataset dataset, @Nullable FaceDetector faces, ProgressListener progress)
            throws InterruptedException {
        DatasetCheck check =
                new DatasetCheck(
                        ImagePass.at(
                                dataset.pictures(),
                                picture ->
                                        ImageStats.at(picture, picture.positive() ? faces : null),
                                progress));
        progress.update("Comparing them", 0, 0);
        return check.report(dataset);
    }

    private DatasetReport report(Dataset dataset) {
        List<String> videos =
                SourceGroups.of(pictures, looks.stream().map(ImageStats::fingerprint).toList());
        List<OneClass> classes = classes(videos);
        List<Finding> findings = new ArrayList<>();
        DatasetFindings.ofRows(dataset.warnings(), findings);
        DatasetFindings.ofUnreadable(unreadable, findings);
        new DuplicateFindings(pictures, looks).addTo(findings);
        DatasetFindings.ofClasses(classes, dataset.positiveLabels(), findings);
        DatasetFindings.ofSizes(pictures, looks, findings);
        findings.sort(Comparator.comparing(Finding::serious).reversed());
        return new DatasetReport(
                dataset.pictures().size(),
                looks.size(),
                new HashSet<>(videos).size(),
                classes,
                findings);
    }

    private List<OneClass> classes(List<String> videos) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (int i = 0; i < videos.size(); i++) {
            counts.computeIfAbsent(pictures.get(i).label(), _ -> new HashMap<>())
                    .merge(videos.get(i), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .map(entry -> oneClass(entry.getKey(), entry.getValue()))
                .sorted(
                        Comparator.comparingInt(OneClass::pictures)
                                .reversed()
                                .thenComparing(OneClass::label))
                .toList();
    }

    private static OneClass oneClass(String label, Map<String, Integer> counts) {
        List<OneVideo> largest =
                counts.entrySet().stream()
                        .map(entry -> new OneVideo(entry.getKey(), entry.getValue()))
                        .sorted(
                                Comparator.comparingInt(OneVideo::pictures)
                                        .reversed()
                                        .thenComparing(OneVideo::name))
                        .limit(MAX_VIDEOS)
                        .toList();
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return new OneClass(label, all, counts.size(), largest);
    }
}

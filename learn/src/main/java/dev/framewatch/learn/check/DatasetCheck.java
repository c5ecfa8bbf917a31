package dev.framewatch.learn.check;

import dev.framewatch.learn.check.DatasetReport.OneClass;
import dev.framewatch.learn.check.DatasetReport.OneVideo;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelledPicture;
import dev.framewatch.learn.dataset.Looks;
import dev.framewatch.learn.dataset.SourceGroups;
import dev.framewatch.model.Progress;
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
    private static final int LARGEST_VIDEOS = 3;

    private final List<LabelledPicture> pictures;
    private final List<Look> looks;
    private final List<String> unreadable;

    private DatasetCheck(Looks<Look> seen) {
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
            Dataset dataset, @Nullable FaceDetector faces, Progress progress)
            throws InterruptedException {
        DatasetCheck check =
                new DatasetCheck(
                        Looks.at(
                                dataset.pictures(),
                                picture -> Look.at(picture, picture.positive() ? faces : null),
                                progress));
        progress.update("Comparing them", 0, 0);
        return check.report(dataset);
    }

    private DatasetReport report(Dataset dataset) {
        List<String> videos =
                SourceGroups.of(pictures, looks.stream().map(Look::fingerprint).toList());
        List<OneClass> classes = classes(videos);
        List<Finding> findings = new ArrayList<>();
        Findings.ofRows(dataset.warnings(), findings);
        Findings.ofUnreadable(unreadable, findings);
        new Likenesses(pictures, looks).addTo(findings);
        Findings.ofClasses(classes, dataset.positiveLabels(), findings);
        Findings.ofSizes(pictures, looks, findings);
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
                        .limit(LARGEST_VIDEOS)
                        .toList();
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return new OneClass(label, all, counts.size(), largest);
    }
}

package dev.framewatch.learn.check;

import dev.framewatch.learn.check.DatasetReport.ClassSummary;
import dev.framewatch.learn.check.DatasetReport.VideoSummary;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.ImageDescriptor;
import dev.framewatch.learn.dataset.ImagePass;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.dataset.LookAlikeGroups;
import dev.framewatch.learn.dataset.SourceGroups;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import dev.framewatch.vision.FaceDetector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks a labelled data set. Reads each image once, with one worker per core, and retains
 * descriptors only, never pixels: 50,000 images fit into 200 MB.
 */
public final class DatasetCheck {
    private static final int MAX_LISTED_VIDEOS = 3;

    private final List<LabelledImage> images;
    private final List<ImageStats> stats;
    private final List<String> unreadable;

    private DatasetCheck(ImagePass<ImageStats> pass) {
        this.images = pass.images();
        this.stats = pass.results();
        this.unreadable = pass.unreadable();
    }

    /**
     * Runs all checks.
     *
     * @param faces detects faces in positive images, or null to skip the face checks; must be
     *     thread-safe
     * @param progress receives an event per image
     * @throws InterruptedException if the calling thread was interrupted
     */
    public static DatasetReport run(
            Dataset dataset, @Nullable FaceDetector faces, ProgressListener progress)
            throws InterruptedException {
        DatasetCheck check =
                new DatasetCheck(
                        ImagePass.run(
                                dataset.images(),
                                image -> ImageStats.read(image, image.positive() ? faces : null),
                                progress));
        progress.update(new Task("Comparing images", Unit.IMAGE), 0, 0);
        return check.report(dataset);
    }

    private DatasetReport report(Dataset dataset) {
        List<ImageDescriptor> looks = stats.stream().map(ImageStats::descriptor).toList();
        List<String> videos = SourceGroups.of(images, looks);
        List<ClassSummary> classes = classes(videos);
        List<Finding> findings = new ArrayList<>();
        DatasetFindings.addRowFindings(dataset.warnings(), findings);
        DatasetFindings.addUnreadable(unreadable, findings);
        new DuplicateFindings(images, stats).addTo(findings);
        DatasetFindings.addLookAlikes(videos, LookAlikeGroups.of(videos, looks), findings);
        DatasetFindings.addClassFindings(classes, dataset.positiveLabels(), findings);
        DatasetFindings.addSizeFindings(images, stats, findings);
        findings.sort(Comparator.comparing(Finding::serious).reversed());
        return new DatasetReport(
                dataset.images().size(),
                stats.size(),
                new HashSet<>(videos).size(),
                classes,
                findings);
    }

    private List<ClassSummary> classes(List<String> videos) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (int i = 0; i < videos.size(); i++) {
            counts.computeIfAbsent(images.get(i).label(), _ -> new HashMap<>())
                    .merge(videos.get(i), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .map(entry -> classSummary(entry.getKey(), entry.getValue()))
                .sorted(
                        Comparator.comparingInt(ClassSummary::images)
                                .reversed()
                                .thenComparing(ClassSummary::label))
                .toList();
    }

    private static ClassSummary classSummary(String label, Map<String, Integer> counts) {
        List<VideoSummary> largest =
                counts.entrySet().stream()
                        .map(entry -> new VideoSummary(entry.getKey(), entry.getValue()))
                        .sorted(
                                Comparator.comparingInt(VideoSummary::images)
                                        .reversed()
                                        .thenComparing(VideoSummary::name))
                        .limit(MAX_LISTED_VIDEOS)
                        .toList();
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        return new ClassSummary(label, total, counts.size(), largest);
    }
}

package dev.framewatch.learn.check;

import java.util.List;

/**
 * What a check of a dataset found.
 *
 * @param images how many the labels name and the folder holds
 * @param readable how many of them can be read
 * @param videos from how many source videos those came, as given or found
 * @param classes each class, the one with most pictures first
 * @param findings serious ones first
 */
public record DatasetReport(
        int images, int readable, int videos, List<ClassSummary> classes, List<Finding> findings) {

    /**
     * One class.
     *
     * @param label its name
     * @param images how many can be read
     * @param videos from how many source videos they came
     * @param largest those with most of its pictures
     */
    public record ClassSummary(String label, int images, int videos, List<VideoSummary> largest) {
        public ClassSummary {
            largest = List.copyOf(largest);
        }
    }

    /**
     * One source video.
     *
     * @param name as the labels file gives it, or its first picture
     * @param images of the class
     */
    public record VideoSummary(String name, int images) {}

    public DatasetReport {
        classes = List.copyOf(classes);
        findings = List.copyOf(findings);
    }

    /** Whether something should be dealt with before training. */
    public boolean serious() {
        return findings.stream().anyMatch(Finding::serious);
    }
}

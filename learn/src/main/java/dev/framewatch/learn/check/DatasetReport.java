package dev.framewatch.learn.check;

import java.util.List;

/**
 * What a check of a dataset found.
 *
 * @param pictures how many the labels name and the folder holds
 * @param readable how many of them can be read
 * @param videos from how many source videos those came, as given or found
 * @param classes each class, the one with most pictures first
 * @param findings serious ones first
 */
public record DatasetReport(
        int pictures, int readable, int videos, List<OneClass> classes, List<Finding> findings) {

    /**
     * One class.
     *
     * @param label its name
     * @param pictures how many can be read
     * @param videos from how many source videos they came
     * @param largest those with most of its pictures
     */
    public record OneClass(String label, int pictures, int videos, List<OneVideo> largest) {
        public OneClass {
            largest = List.copyOf(largest);
        }
    }

    /**
     * One source video.
     *
     * @param name as the labels file gives it, or its first picture
     * @param pictures of the class
     */
    public record OneVideo(String name, int pictures) {}

    public DatasetReport {
        classes = List.copyOf(classes);
        findings = List.copyOf(findings);
    }

    /** Whether something should be dealt with before training. */
    public boolean serious() {
        return findings.stream().anyMatch(Finding::serious);
    }
}

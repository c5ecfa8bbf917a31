package dev.framewatch.learn.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Result of a data set check.
 *
 * @param images number of labelled images that exist
 * @param readable number of these that can be decoded
 * @param videos number of source videos, as given or detected
 * @param classes classes, largest first
 * @param findings findings, serious ones first
 */
public record DatasetReport(
        int images, int readable, int videos, List<ClassSummary> classes, List<Finding> findings) {

    /**
     * Statistics of a class.
     *
     * @param label class name
     * @param images number of readable images
     * @param videos number of source videos
     * @param largest the source videos with most of its images
     */
    public record ClassSummary(
            String label,
            @JsonProperty("pictures") int images,
            int videos,
            List<VideoSummary> largest) {
        public ClassSummary {
            largest = List.copyOf(largest);
        }
    }

    /**
     * A source video of a class.
     *
     * @param name group given in the labels file, or the name of its first image
     * @param images number of images of the class
     */
    public record VideoSummary(String name, @JsonProperty("pictures") int images) {}

    public DatasetReport {
        classes = List.copyOf(classes);
        findings = List.copyOf(findings);
    }

    /** Returns whether there is a finding to fix before training. */
    public boolean serious() {
        return findings.stream().anyMatch(Finding::serious);
    }
}

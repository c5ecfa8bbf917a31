package dev.framewatch.learn.api;

import dev.framewatch.learn.check.DatasetReport;
import dev.framewatch.learn.check.DatasetReport.ClassSummary;
import dev.framewatch.learn.check.Finding;
import java.util.List;
import java.util.Locale;

/**
 * The JSON output of {@code dataset check --json}. Fields are added, never renamed.
 *
 * @param serious whether any finding should be resolved before training; then the exit status is 1
 */
public record CheckJson(
        int pictures,
        int readable,
        int videos,
        boolean serious,
        List<ClassSummary> classes,
        List<One> findings) {

    /**
     * A finding.
     *
     * @param about its type, such as {@code same_picture_two_classes}
     */
    public record One(
            String about,
            boolean serious,
            int count,
            String what,
            String advice,
            List<String> examples) {
        static One of(Finding finding) {
            return new One(
                    finding.kind().name().toLowerCase(Locale.ROOT),
                    finding.serious(),
                    finding.count(),
                    finding.description(),
                    finding.advice(),
                    finding.examples());
        }
    }

    public static CheckJson of(DatasetReport report) {
        return new CheckJson(
                report.images(),
                report.readable(),
                report.videos(),
                report.serious(),
                report.classes(),
                report.findings().stream().map(One::of).toList());
    }
}

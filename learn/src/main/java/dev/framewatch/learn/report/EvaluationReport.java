package dev.framewatch.learn.report;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.learn.evaluate.EvaluationDetails;
import dev.framewatch.page.PageTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A page on which a person sees how far a Target can be trusted, and corrects its labels. It is one
 * file that asks nothing of the network; what may run in it is one script, named by its hash.
 */
public final class EvaluationReport {
    private final ReportImages gallery;

    /**
     * @param gallery is asked for the few pictures that are shown
     */
    public EvaluationReport(ReportImages gallery) {
        this.gallery = gallery;
    }

    /** Writes the page whole or not at all. */
    public void write(Path file, ReportData data) throws IOException {
        AtomicFile.write(file, html(data).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the page. */
    public String html(ReportData data) {
        EvaluationDetails details =
                EvaluationDetails.of(data.scored(), data.evaluation().threshold());
        return new PageTemplate(EvaluationReport.class, "report")
                .page(
                        data.provenance().target() + ": Framewatch evaluation report",
                        new Report(
                                SummarySection.of(data),
                                ErrorAnalysisSection.of(data, details),
                                LabelReviewSection.of(data, gallery),
                                VideoTable.of(details.byVideo())));
    }

    /** What the template shows. */
    record Report(
            SummarySection opening,
            ErrorAnalysisSection quality,
            LabelReviewSection labels,
            VideoTable videos) {}
}

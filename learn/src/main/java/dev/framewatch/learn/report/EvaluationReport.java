package dev.framewatch.learn.report;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.learn.evaluate.EvaluationDetails;
import dev.framewatch.page.Html;
import dev.framewatch.page.PageStyle;
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

    /** The page. */
    public String html(ReportData data) {
        EvaluationDetails details =
                EvaluationDetails.of(data.scored(), data.evaluation().threshold());
        String style = PageStyle.CSS + ReportStyle.CSS;
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src %s; script-src %s; base-uri 'none'; form-action 'none'">
        <title>%s: Framewatch evaluation report</title>
        <style>%s</style>
        </head>
        <body>
        <main>
        %s%s%s%s<footer><p>A match is a lead, not an identification: look at the frames, and at where the video comes
        from, before you rely on it.</p></footer>
        </main>
        <script>%s</script>
        </body>
        </html>
        """
                .formatted(
                        ReportScript.hash(style),
                        ReportScript.hash(ReportScript.CODE),
                        Html.text(data.provenance().target()),
                        style,
                        new SummarySection(data).html(),
                        new ErrorAnalysisSection(data, details).html(),
                        new LabelReviewSection(data, gallery).html(),
                        new VideoTable(details.byVideo()).html(),
                        ReportScript.CODE);
    }
}

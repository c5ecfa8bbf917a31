package dev.framewatch.learn.report;

import dev.framewatch.learn.evaluate.ConfusionMatrix;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.EvaluationDetails;
import dev.framewatch.page.SvgDrawing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which mistakes there are, which there would be at other thresholds, and what a score means.
 *
 * @param curves null where all pictures have one label
 * @param calibrationError how far score and share of positives lie apart on average
 * @param positive name of the positive class
 * @param negative name of the negative class
 */
record ErrorAnalysisSection(
        @Nullable Curves curves,
        SvgDrawing reliability,
        String brier,
        String calibrationError,
        String threshold,
        String positive,
        String negative,
        int found,
        int missed,
        int falseAlarms,
        int passed) {

    /**
     * The drawings of what every threshold lets pass.
     *
     * @param chosen the chosen threshold and what it does, in words
     */
    record Curves(String chosen, SvgDrawing roc, SvgDrawing det) {}

    static ErrorAnalysisSection of(ReportData data, EvaluationDetails details) {
        Evaluation figures = data.evaluation();
        ConfusionMatrix cells = figures.confusion();
        List<String> classes = data.provenance().classes();
        return new ErrorAnalysisSection(
                details.roc().points().isEmpty() ? null : curves(figures, details),
                Charts.reliability(details.reliability()),
                NumberText.score(figures.brier()),
                NumberText.score(details.reliability().error()),
                NumberText.score(figures.threshold()),
                classes.get(1),
                classes.get(0),
                cells.truePositives(),
                cells.falseNegatives(),
                cells.falsePositives(),
                cells.trueNegatives());
    }

    private static Curves curves(Evaluation figures, EvaluationDetails details) {
        ConfusionMatrix chosen = figures.confusion();
        return new Curves(
                "threshold %s: %s false positives, %s missed"
                        .formatted(
                                NumberText.score(figures.threshold()),
                                NumberText.percent(Charts.falseMatches(chosen)),
                                NumberText.percent(Charts.misses(chosen))),
                Charts.roc(details.roc(), chosen),
                Charts.det(details.roc(), chosen, figures.fnmrAtFmr()));
    }
}

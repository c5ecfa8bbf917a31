package dev.framewatch.learn.report;

import dev.framewatch.learn.evaluate.ConfusionMatrix;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.EvaluationDetails;
import dev.framewatch.page.Html;
import java.util.List;

/** Which mistakes there are, which there would be at other thresholds, and what a score means. */
final class ErrorAnalysisSection {
    private final Evaluation figures;
    private final EvaluationDetails details;
    private final List<String> classes;

    ErrorAnalysisSection(ReportData data, EvaluationDetails details) {
        this.figures = data.evaluation();
        this.details = details;
        this.classes = data.provenance().classes();
    }

    String html() {
        return """
        <section class="page">
        <h2>Every threshold has its price</h2>
        %s
        </section>
        <section>
        <div class="pair">
        <figure><h2>Does a score mean what it says?</h2>%s
        <figcaption>Brier score %s. Each bar is the share of pictures that are really positive among
        those of similar scores; a trustworthy score follows the diagonal. The numbers above count the
        pictures; on average, score and share lie %s apart.</figcaption></figure>
        <figure><h2>Right and wrong</h2>%s
        <figcaption>At the threshold of %s. Wrong ones are worth a look: some are wrong
        labels.</figcaption></figure>
        </div>
        </section>
        """
                .formatted(
                        curves(),
                        Charts.reliability(details.reliability()),
                        NumberText.score(figures.brier()),
                        NumberText.score(details.reliability().error()),
                        confusion(),
                        NumberText.score(figures.threshold()));
    }

    private String curves() {
        if (details.roc().points().isEmpty()) {
            return "<p>All pictures have one label, so there is nothing to tell apart and no"
                    + " curve.</p>";
        }
        ConfusionMatrix chosen = figures.confusion();
        String at =
                "threshold %s: %s false frames, %s missed"
                        .formatted(
                                NumberText.score(figures.threshold()),
                                NumberText.percent(Charts.falseMatches(chosen)),
                                NumberText.percent(Charts.misses(chosen)));
        return """
        <p class="chosen-key"><svg viewBox="0 0 14 14"><circle class="chosen" cx="7" cy="7" r="5.5"/></svg>
        the chosen %s</p>
        <div class="pair">
        <figure>%s<figcaption><b>ROC.</b> The further the curve bends into the upper left corner, the
        better. The dashed line is guessing.</figcaption></figure>
        <figure>%s<figcaption><b>DET.</b> The same mistakes, with rare ones drawn large (normal-deviate
        axes); lower left is better. The upright lines mark 1&nbsp;%% and 0.1&nbsp;%% false frames, where
        there are enough negatives to say.</figcaption></figure>
        </div>\
        """
                .formatted(
                        at,
                        Charts.roc(details.roc(), chosen),
                        Charts.det(details.roc(), chosen, figures.fnmrAtFmr()));
    }

    private String confusion() {
        ConfusionMatrix cells = figures.confusion();
        return """
        <table class="confusion">
        <thead><tr><td></td><th>called<br>%1$s</th><th>called<br>%2$s</th></tr></thead>
        <tbody>
        <tr><th>labelled %1$s</th>%3$s%4$s</tr>
        <tr><th>labelled %2$s</th>%5$s%6$s</tr>
        </tbody>
        </table>\
        """
                .formatted(
                        Html.text(classes.get(1)),
                        Html.text(classes.get(0)),
                        cell("right", cells.truePositives(), "found"),
                        cell("wrong", cells.falseNegatives(), "missed"),
                        cell(
                                "wrong",
                                cells.falsePositives(),
                                cells.falsePositives() == 1 ? "false alarm" : "false alarms"),
                        cell("right", cells.trueNegatives(), "passed over"));
    }

    private static String cell(String style, int count, String word) {
        return "<td class=\"%s\"><b>%d</b><span>%s</span></td>".formatted(style, count, word);
    }
}

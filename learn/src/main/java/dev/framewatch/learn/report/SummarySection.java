package dev.framewatch.learn.report;

import dev.framewatch.learn.evaluate.ConfidenceInterval;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.report.Provenance.Occasion;
import dev.framewatch.page.Html;
import dev.framewatch.targets.ModelRef;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first page: how good the Target is, and what was learned from what. */
final class SummarySection {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.UK)
                    .withZone(ZoneOffset.UTC);

    private final Provenance provenance;
    private final Evaluation figures;
    private final int videos;

    SummarySection(ReportData data) {
        this.provenance = data.provenance();
        this.figures = data.evaluation();
        this.videos = (int) data.scored().stream().map(image -> image.group()).distinct().count();
    }

    String html() {
        @Nullable AccuracyCard leaky =
                provenance.occasion() == Occasion.TRAINING ? AccuracyCard.leaky(figures) : null;
        List<AccuracyCard> claims = new ArrayList<>();
        claims.add(AccuracyCard.measured(figures, provenance));
        if (leaky != null) {
            claims.add(leaky);
        }
        return """
        <header>
        <p class="kicker">Framewatch evaluation report</p>
        <h1>%s</h1>
        <p class="under">%s</p>
        </header>
        <section>
        <h2>How often it is right</h2>
        <div class="claims">%s</div>
        %s
        <p class="explained">%s</p>
        <dl class="tiles">%s</dl>
        </section>
        <section>
        <h2>%s</h2>
        <dl class="facts">%s</dl>
        </section>
        """
                .formatted(
                        Html.text(provenance.target()),
                        Html.text(under()),
                        String.join("\n", claims.stream().map(AccuracyCard::html).toList()),
                        AccuracyCard.ranges(claims),
                        Html.text(AccuracyCard.explanation(leaky, provenance.occasion())),
                        tiles(),
                        provenance.occasion() == Occasion.EVALUATION
                                ? "What was measured on what"
                                : "What was learned from what",
                        facts());
    }

    private String under() {
        String what =
                switch (provenance.occasion()) {
                    case TRAINING, LEAKING_TRAINING -> "A Target of kind %s, trained on %s";
                    case EVALUATION -> "A Target of kind %s, measured on %s";
                };
        return what.formatted(provenance.kind(), DATE.format(provenance.date()));
    }

    private String tiles() {
        StringBuilder tiles = new StringBuilder();
        Double auc = figures.auc();
        ConfidenceInterval range = figures.aucInterval();
        if (auc != null && range != null) {
            tile(tiles, "AUC", NumberText.score(auc), "95 %: " + NumberText.scores(range));
        }
        tile(tiles, "Brier score", NumberText.score(figures.brier()), "0 is perfect");
        tile(
                tiles,
                "Threshold",
                NumberText.score(figures.threshold()),
                "positive from this score on");
        for (Map.Entry<String, @Nullable Double> miss : figures.fnmrAtFmr().entrySet()) {
            String rate = NumberText.rate(Double.parseDouble(miss.getKey()));
            Double missed = miss.getValue();
            tile(
                    tiles,
                    "FNMR at FMR " + rate,
                    missed == null ? "unknown" : NumberText.percent(missed),
                    missed == null ? "too few negatives to say" : "of the positives are missed");
        }
        return tiles.toString();
    }

    private static void tile(StringBuilder tiles, String title, String value, String note) {
        tiles.append(
                "<div><dt>%s</dt><dd class=\"value\">%s</dd><dd class=\"note\">%s</dd></div>\n"
                        .formatted(Html.text(title), Html.text(value), Html.text(note)));
    }

    private String facts() {
        StringBuilder facts = new StringBuilder();
        fact(
                facts,
                "Pictures",
                "%d: %d labelled %s, %d labelled %s"
                        .formatted(
                                figures.frames(),
                                figures.positives(),
                                provenance.classes().get(1),
                                figures.frames() - figures.positives(),
                                provenance.classes().get(0)));
        fact(facts, "Source videos", Integer.toString(videos));
        fact(facts, "Labels", provenance.labels());
        fact(facts, "Split", provenance.split());
        fact(facts, "Head", provenance.head());
        for (ModelRef backbone : provenance.backbones()) {
            facts.append(
                    """
                    <div><dt>Backbone</dt><dd>%s, sees %s<br><code>SHA-256 %s</code></dd></div>
                    """
                            .formatted(
                                    Html.text(backbone.id()),
                                    Html.text(backbone.input()),
                                    Html.text(backbone.sha256())));
        }
        Long seed = provenance.seed();
        if (seed != null) {
            fact(facts, "Seed", seed.toString());
        }
        if (!figures.unreadable().isEmpty()) {
            fact(facts, "Not readable", String.join("; ", figures.unreadable()));
        }
        fact(facts, "Made by", "Framewatch " + provenance.framewatch());
        return facts.toString();
    }

    private static void fact(StringBuilder facts, String title, String value) {
        facts.append(
                "<div><dt>%s</dt><dd>%s</dd></div>\n"
                        .formatted(Html.text(title), Html.text(value)));
    }
}

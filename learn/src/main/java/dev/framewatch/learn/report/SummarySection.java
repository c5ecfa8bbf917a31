package dev.framewatch.learn.report;

import dev.framewatch.learn.evaluate.ConfidenceInterval;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.UnclearImages;
import dev.framewatch.learn.report.Provenance.Occasion;
import dev.framewatch.page.SvgDrawing;
import dev.framewatch.targets.ModelRef;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first page: how good the Target is, and what was learned from what.
 *
 * @param under the line below the Target's name
 * @param claims the honest accuracy, and the one that flatters if it is known
 * @param ranges the claims' intervals on one scale
 * @param explanation what the claims are worth
 * @param statements what the thresholds cost, a sentence each
 * @param factsTitle heading above the facts
 */
record SummarySection(
        String target,
        String under,
        List<AccuracyCard> claims,
        SvgDrawing ranges,
        String explanation,
        List<Tile> tiles,
        List<String> statements,
        String factsTitle,
        List<Fact> facts) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.UK)
                    .withZone(ZoneOffset.UTC);

    /** A figure with its name and a note below it. */
    record Tile(String title, String value, String note) {}

    /**
     * A fact with its name.
     *
     * @param code what stands below it in small letters, or null
     */
    record Fact(String title, String value, @Nullable String code) {
        Fact(String title, String value) {
            this(title, value, null);
        }
    }

    static SummarySection of(ReportData data) {
        Provenance provenance = data.provenance();
        Evaluation figures = data.evaluation();
        @Nullable AccuracyCard leaky =
                provenance.occasion() == Occasion.TRAINING ? AccuracyCard.leaky(figures) : null;
        List<AccuracyCard> claims = new ArrayList<>();
        claims.add(AccuracyCard.measured(figures, provenance));
        if (leaky != null) {
            claims.add(leaky);
        }
        return new SummarySection(
                provenance.target(),
                under(provenance),
                claims,
                AccuracyCard.ranges(claims),
                AccuracyCard.explanation(leaky, provenance.occasion()),
                tiles(figures),
                figures.statements(),
                provenance.occasion() == Occasion.EVALUATION
                        ? "Evaluation data and settings"
                        : "Training data and settings",
                facts(data));
    }

    private static String under(Provenance provenance) {
        String what =
                switch (provenance.occasion()) {
                    case TRAINING, LEAKING_TRAINING -> "Target of kind %s, trained on %s";
                    case EVALUATION -> "Target of kind %s, measured on %s";
                };
        return what.formatted(provenance.kind(), DATE.format(provenance.date()));
    }

    private static List<Tile> tiles(Evaluation figures) {
        List<Tile> tiles = new ArrayList<>();
        Double auc = figures.auc();
        ConfidenceInterval range = figures.aucInterval();
        if (auc != null && range != null) {
            tiles.add(new Tile("AUC", NumberText.score(auc), "95% CI " + NumberText.scores(range)));
        }
        tiles.add(new Tile("Brier score", NumberText.score(figures.brier()), "0 is perfect"));
        tiles.add(
                new Tile(
                        "Threshold",
                        NumberText.score(figures.threshold()),
                        "minimum score of a positive frame"));
        UnclearImages unclear = figures.unclear();
        if (unclear != null) {
            tiles.add(
                    new Tile(
                            "Cannot tell",
                            NumberText.percent(unclear.frames() / (double) figures.frames()),
                            "of the pictures; accuracy in the others "
                                    + NumberText.percent(unclear.decidedAccuracy())));
        }
        for (Map.Entry<String, @Nullable Double> miss : figures.fnmrAtFmr().entrySet()) {
            String rate = NumberText.rate(Double.parseDouble(miss.getKey()));
            Double missed = miss.getValue();
            tiles.add(
                    new Tile(
                            "FNMR at FMR " + rate,
                            missed == null ? "unknown" : NumberText.percent(missed),
                            missed == null
                                    ? "too few negatives to measure"
                                    : "of the positives are missed"));
        }
        return tiles;
    }

    private static List<Fact> facts(ReportData data) {
        Provenance provenance = data.provenance();
        Evaluation figures = data.evaluation();
        long videos = data.scored().stream().map(image -> image.group()).distinct().count();
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact(
                        "Pictures",
                        "%d: %d labelled %s, %d labelled %s"
                                .formatted(
                                        figures.frames(),
                                        figures.positives(),
                                        provenance.classes().get(1),
                                        figures.frames() - figures.positives(),
                                        provenance.classes().get(0))));
        facts.add(new Fact("Source videos", Long.toString(videos)));
        facts.add(new Fact("Labels", provenance.labels()));
        facts.add(new Fact("Split", provenance.split()));
        facts.add(new Fact("Head", provenance.head()));
        for (ModelRef backbone : provenance.backbones()) {
            facts.add(
                    new Fact(
                            "Backbone",
                            "%s, input %s".formatted(backbone.id(), backbone.input()),
                            "SHA-256 " + backbone.sha256()));
        }
        Long seed = provenance.seed();
        if (seed != null) {
            facts.add(new Fact("Seed", seed.toString()));
        }
        if (!figures.unreadable().isEmpty()) {
            facts.add(new Fact("Unreadable", String.join("; ", figures.unreadable())));
        }
        facts.add(new Fact("Generated by", "Framewatch " + provenance.framewatch()));
        return facts;
    }
}

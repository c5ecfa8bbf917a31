package dev.framewatch.learn.report;

import dev.framewatch.learn.evaluate.ConfidenceInterval;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.report.Provenance.Occasion;
import dev.framewatch.page.Svg;
import dev.framewatch.page.SvgDrawing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An accuracy with all that is needed to weigh it.
 *
 * @param style how it is set: {@code honest} or {@code leaky}
 * @param title what it claims to be
 * @param accuracy share of pictures decided rightly
 * @param interval 95 %
 * @param basis what was counted
 */
record AccuracyCard(
        String style, String title, double accuracy, ConfidenceInterval interval, String basis) {
    private static final int WIDTH = 400;

    static AccuracyCard measured(Evaluation figures, Provenance provenance) {
        boolean leaks = provenance.occasion() == Occasion.LEAKING_TRAINING;
        String title =
                switch (provenance.occasion()) {
                    case TRAINING -> "Held-out videos";
                    case LEAKING_TRAINING -> "Random frame-level split, which leaks";
                    case EVALUATION -> "The given images";
                };
        Integer groups = figures.groups();
        return new AccuracyCard(
                leaks ? "leaky" : "honest",
                title,
                figures.accuracy(),
                figures.accuracyInterval(),
                NumberText.count(figures.frames(), "image")
                        + (groups == null
                                ? ""
                                : " of " + NumberText.count(groups, "source video")));
    }

    /** Its interval counts frames one by one, as those who split that way do. */
    static @Nullable AccuracyCard leaky(Evaluation figures) {
        Double accuracy = figures.leakyAccuracy();
        if (accuracy == null) {
            return null;
        }
        int right = (int) Math.round(accuracy * figures.frames());
        return new AccuracyCard(
                "leaky",
                "A random frame-level split would report",
                accuracy,
                ConfidenceInterval.wilson(right, figures.frames()),
                NumberText.count(figures.frames(), "image") + ", treated as independent");
    }

    String accuracyText() {
        return NumberText.percent(accuracy);
    }

    String intervalText() {
        return NumberText.percents(interval);
    }

    /** The intervals above one another, on one scale. */
    static SvgDrawing ranges(List<AccuracyCard> claims) {
        double low = claims.stream().mapToDouble(claim -> claim.interval.low()).min().orElse(0);
        double from = Math.max(0, Math.floor(low * 20 - 0.2) / 20);
        int bottom = 18 * claims.size() + 10;
        Svg svg = new Svg();
        svg.element("path", "class", "axis", "d", line(from, 1, bottom, from));
        for (int i = 0; i < claims.size(); i++) {
            claims.get(i).drawRange(svg, 14 + 18 * i, from);
        }
        svg.text("text", NumberText.percent(from), "x", at(from, from), "y", bottom + 18);
        svg.text("text", "100%", "x", at(1, from), "y", bottom + 18, "text-anchor", "end");
        return svg.drawing(
                WIDTH,
                bottom + 22,
                "class",
                "ranges",
                "role",
                "img",
                "aria-label",
                "the intervals on one scale");
    }

    private void drawRange(Svg svg, double y, double from) {
        String path = line(interval.low(), interval.high(), y, from);
        svg.element("path", "class", "range " + style, "d", path);
        svg.element("circle", "class", "range " + style, "cx", at(accuracy, from), "cy", y, "r", 6);
    }

    private static String line(double low, double high, double y, double from) {
        return "M%s %sH%s"
                .formatted(Svg.number(at(low, from)), Svg.number(y), Svg.number(at(high, from)));
    }

    private static double at(double share, double from) {
        return 8 + (share - from) / Math.max(1e-9, 1 - from) * (WIDTH - 16);
    }

    /** Two sentences that say what the figures are worth. */
    static String explanation(@Nullable AccuracyCard leaky, Occasion occasion) {
        String interval =
                "its interval is a bootstrap over source videos, because frames of one video are"
                        + " correlated.";
        return switch (occasion) {
            case TRAINING ->
                    "The first figure was measured on images of videos that were not trained on; "
                            + interval
                            + (leaky == null
                                    ? ""
                                    : " The second is what a random frame-level split would report:"
                                            + " it puts frames of one video on both sides, so it"
                                            + " measures memorisation, not recognition.");
            case LEAKING_TRAINING ->
                    "Frames of one video were used for both training and validation, so this"
                            + " measures memorisation, not recognition. Train with the default"
                            + " split for a reliable figure.";
            case EVALUATION ->
                    "The figure was measured with the finished target on labelled images; "
                            + interval
                            + " It is valid only if none of their videos was trained on.";
        };
    }
}

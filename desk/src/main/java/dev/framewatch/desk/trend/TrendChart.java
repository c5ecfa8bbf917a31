package dev.framewatch.desk.trend;

import dev.framewatch.desk.trend.CountRepository.TimeBucket;
import dev.framewatch.page.Svg;
import dev.framewatch.page.SvgDrawing;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Draws sightings over time as SVG 1.1 without scripts or fonts, for pages and emails. */
public final class TrendChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 240;
    private static final int LEFT = 40;
    private static final int BOTTOM = 40;
    private static final int TOP = 30;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ROOT);

    /**
     * Colours where the reader prefers a dark style; what does not know CSS shows the light one.
     */
    private static final String DARK =
            "@media (prefers-color-scheme: dark) { .page { fill: #14151a } .words { fill: #e6e6ea }"
                    + " .bar { fill: #6ea8fe } .gap { fill: #2b2d36 } }";

    private final ZoneId zone;

    /**
     * @param zone time zone of the dates
     */
    public TrendChart(ZoneId zone) {
        this.zone = zone;
    }

    /** Returns a bar chart of the sightings per time bucket. */
    public String svg(String target, List<TimeBucket> buckets) {
        int highest =
                Math.max(1, buckets.stream().mapToInt(s -> s.counts().sightings()).max().orElse(1));
        double step = (WIDTH - LEFT - 10.0) / Math.max(1, buckets.size());
        String title = "Sightings of " + target;
        Svg svg =
                new Svg()
                        .text("title", title)
                        .text("style", DARK)
                        .element(
                                "rect", "class", "page", "width", WIDTH, "height", HEIGHT, "fill",
                                "#fff")
                        .text("text", title, "x", LEFT, "y", 18, "font-size", 14)
                        .add(axis(highest));
        int every = Math.max(1, buckets.size() / 8);
        for (int i = 0; i < buckets.size(); i++) {
            double x = LEFT + i * step;
            svg.add(
                    buckets.get(i).counts().posts() == 0
                            ? gap(buckets.get(i), x, step)
                            : bar(buckets.get(i), x, step, highest));
            if (i % every == 0) {
                svg.text("text", day(buckets.get(i)), "x", x, "y", HEIGHT - BOTTOM + 18);
            }
        }
        SvgDrawing drawing =
                svg.drawing(
                        WIDTH,
                        HEIGHT,
                        "xmlns",
                        "http://www.w3.org/2000/svg",
                        "width",
                        WIDTH,
                        "height",
                        HEIGHT,
                        "role",
                        "img",
                        "font-family",
                        "sans-serif",
                        "font-size",
                        12,
                        "class",
                        "words",
                        "fill",
                        "#222");
        return drawing.markup() + "\n";
    }

    private static Svg axis(int highest) {
        int bottom = HEIGHT - BOTTOM;
        return new Svg()
                .text(
                        "text",
                        Integer.toString(highest),
                        "x",
                        LEFT - 6,
                        "y",
                        TOP + 10,
                        "text-anchor",
                        "end")
                .text("text", "0", "x", LEFT - 6, "y", bottom, "text-anchor", "end")
                .element(
                        "line",
                        "x1",
                        LEFT,
                        "y1",
                        bottom,
                        "x2",
                        WIDTH - 10,
                        "y2",
                        bottom,
                        "stroke",
                        "#888");
    }

    private Svg bar(TimeBucket bucket, double x, double step, int highest) {
        double height = (HEIGHT - BOTTOM - TOP) * bucket.counts().sightings() / (double) highest;
        String words =
                "%s: %d of %d posts, %d authors, %d views"
                        .formatted(
                                day(bucket),
                                bucket.counts().sightings(),
                                bucket.counts().posts(),
                                bucket.authors(),
                                bucket.views());
        return new Svg()
                .group(
                        "rect",
                        new Svg().text("title", words),
                        "x",
                        x,
                        "y",
                        HEIGHT - BOTTOM - height,
                        "width",
                        Math.max(0.5, step * 0.8),
                        "height",
                        height,
                        "class",
                        "bar",
                        "fill",
                        "#1f6feb");
    }

    /** Returns a mark for a time without posts, of which nothing is known: that is not a zero. */
    private Svg gap(TimeBucket bucket, double x, double step) {
        return new Svg()
                .group(
                        "rect",
                        new Svg().text("title", day(bucket) + ": no posts analysed"),
                        "x",
                        x,
                        "y",
                        TOP,
                        "width",
                        step,
                        "height",
                        HEIGHT - BOTTOM - TOP,
                        "class",
                        "gap",
                        "fill",
                        "#ececf0");
    }

    private String day(TimeBucket bucket) {
        return DAY.format(bucket.from().atZone(zone));
    }
}

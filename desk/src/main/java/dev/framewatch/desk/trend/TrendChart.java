package dev.framewatch.desk.trend;

import dev.framewatch.desk.trend.CountRepository.TimeBucket;
import dev.framewatch.page.Html;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Sightings over time as a picture that a page or a mail can hold (SVG 1.1, no script, no font).
 */
public final class TrendChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 240;
    private static final int LEFT = 40;
    private static final int BOTTOM = 40;
    private static final int TOP = 30;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ROOT);

    private final ZoneId zone;

    /**
     * @param zone in which days are named
     */
    public TrendChart(ZoneId zone) {
        this.zone = zone;
    }

    /** A bar for each stretch, its height the Sightings in it. */
    public String svg(String target, List<TimeBucket> stretches) {
        int highest =
                Math.max(
                        1, stretches.stream().mapToInt(s -> s.tally().sightings()).max().orElse(1));
        double step = (WIDTH - LEFT - 10.0) / Math.max(1, stretches.size());
        StringBuilder svg = new StringBuilder();
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
                role="img" font-family="sans-serif" font-size="12" fill="#222">
                <title>%3$s</title>
                <rect width="%1$d" height="%2$d" fill="#fff"/>
                <text x="%4$d" y="18" font-size="14">%3$s</text>
                <text x="%5$d" y="%6$d" text-anchor="end">%7$d</text>
                <text x="%5$d" y="%8$d" text-anchor="end">0</text>
                <line x1="%4$d" y1="%8$d" x2="%9$d" y2="%8$d" stroke="#888"/>
                """
                        .formatted(
                                WIDTH,
                                HEIGHT,
                                Html.text("Sightings of " + target),
                                LEFT,
                                LEFT - 6,
                                TOP + 10,
                                highest,
                                HEIGHT - BOTTOM,
                                WIDTH - 10));
        int every = Math.max(1, stretches.size() / 8);
        for (int i = 0; i < stretches.size(); i++) {
            bar(svg, stretches.get(i), LEFT + i * step, step, highest);
            if (i % every == 0) {
                svg.append(
                        "<text x=\"%.1f\" y=\"%d\">%s</text>%n"
                                .formatted(
                                        LEFT + i * step,
                                        HEIGHT - BOTTOM + 18,
                                        DAY.format(stretches.get(i).from().atZone(zone))));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private void bar(StringBuilder svg, TimeBucket bucket, double x, double step, int highest) {
        double height = (HEIGHT - BOTTOM - TOP) * bucket.tally().sightings() / (double) highest;
        svg.append(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#1f6feb\"><title>%s: %d of %d posts, %d authors, %d views</title></rect>%n"
                        .formatted(
                                x,
                                HEIGHT - BOTTOM - height,
                                Math.max(0.5, step * 0.8),
                                height,
                                DAY.format(bucket.from().atZone(zone)),
                                bucket.tally().sightings(),
                                bucket.tally().posts(),
                                bucket.authors(),
                                bucket.views()));
    }
}

package dev.framewatch.learn.report;

import static dev.framewatch.learn.report.NumberText.pixel;

import dev.framewatch.page.Html;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** A square drawing with two axes, as SVG; colours and fonts come from the page. */
final class Plot {
    private static final int WIDTH = 340;
    private static final int HEIGHT = 330;
    private static final int LEFT = 46;
    private static final int RIGHT = 328;
    private static final int TOP = 20;
    private static final int BOTTOM = 286;

    private final String id;
    private final String title;
    private final Axis across;
    private final Axis up;
    private final StringBuilder shapes = new StringBuilder();
    private final StringBuilder marks = new StringBuilder();

    /**
     * @param low value at the left or bottom end
     * @param high value at the right or top end
     * @param scale brings values to where they lie on the axis
     * @param ticks values that are written on it
     * @param title what is shown, with its unit
     */
    record Axis(
            double low, double high, DoubleUnaryOperator scale, List<Tick> ticks, String title) {
        private double share(double value) {
            double from = scale.applyAsDouble(low);
            double to = scale.applyAsDouble(high);
            return (scale.applyAsDouble(value) - from) / (to - from);
        }
    }

    record Tick(double value, String text) {}

    /**
     * @param id unique in the page: letters and dashes
     * @param title what the drawing shows, for those who cannot see it
     */
    Plot(String id, String title, Axis across, Axis up) {
        this.id = id;
        this.title = title;
        this.across = across;
        this.up = up;
    }

    private double x(double value) {
        return LEFT + across.share(value) * (RIGHT - LEFT);
    }

    private double y(double value) {
        return BOTTOM - up.share(value) * (BOTTOM - TOP);
    }

    /**
     * A line from point to point, cut off where the axes end; points closer than a tenth of a pixel
     * are one.
     */
    void line(String style, double[] xs, double[] ys) {
        StringBuilder path = new StringBuilder();
        String last = "";
        for (int i = 0; i < xs.length; i++) {
            String next = pixel(x(xs[i])) + ' ' + pixel(y(ys[i]));
            if (!next.equals(last)) {
                path.append(i == 0 ? 'M' : 'L').append(next);
            }
            last = next;
        }
        shapes.append("<path class=\"%s\" d=\"%s\"/>\n".formatted(style, path));
    }

    /** A rectangle standing on the lower axis. */
    void bar(String style, double from, double to, double height) {
        double top = y(height);
        shapes.append(
                "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n"
                        .formatted(
                                style,
                                pixel(x(from)),
                                pixel(top),
                                pixel(x(to) - x(from)),
                                pixel(BOTTOM - top)));
    }

    void dot(String style, double atX, double atY, double radius) {
        marks.append(
                "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>\n"
                        .formatted(style, pixel(x(atX)), pixel(y(atY)), pixel(radius)));
    }

    /** A text above the drawing area. */
    void above(double atX, String text) {
        marks.append(
                "<text class=\"small\" x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
                        .formatted(pixel(x(atX)), TOP - 7, Html.text(text)));
    }

    String svg() {
        return """
        <svg viewBox="0 0 %d %d" role="img" aria-label="%s">
        <clipPath id="%s-area"><rect x="%d" y="%d" width="%d" height="%d"/></clipPath>
        %s<g clip-path="url(#%s-area)">
        %s</g>
        %s<text x="%d" y="%d" text-anchor="middle">%s</text>
        <text transform="translate(12 %d) rotate(-90)" text-anchor="middle">%s</text>
        </svg>\
        """
                .formatted(
                        WIDTH,
                        HEIGHT,
                        Html.text(title),
                        id,
                        LEFT - 2,
                        TOP - 2,
                        RIGHT - LEFT + 4,
                        BOTTOM - TOP + 4,
                        grid(),
                        id,
                        shapes,
                        marks,
                        (LEFT + RIGHT) / 2,
                        HEIGHT - 10,
                        Html.text(across.title),
                        (TOP + BOTTOM) / 2,
                        Html.text(up.title));
    }

    private String grid() {
        StringBuilder grid = new StringBuilder();
        for (Tick tick : across.ticks) {
            String x = pixel(x(tick.value));
            grid.append(
                    """
                    <path class="grid" d="M%s %dV%d"/><text class="small" x="%s" y="%d" text-anchor="middle">%s</text>
                    """
                            .formatted(x, TOP, BOTTOM, x, BOTTOM + 16, tick.text));
        }
        for (Tick tick : up.ticks) {
            double y = y(tick.value);
            grid.append(
                    """
                    <path class="grid" d="M%d %sH%d"/><text class="small" x="%d" y="%s" text-anchor="end">%s</text>
                    """
                            .formatted(LEFT, pixel(y), RIGHT, LEFT - 7, pixel(y + 3.5), tick.text));
        }
        return grid.toString();
    }
}

package dev.framewatch.learn.report;

import dev.framewatch.page.Svg;
import dev.framewatch.page.SvgDrawing;
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
    private final Svg shapes = new Svg();
    private final Svg marks = new Svg();

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
            String next = Svg.number(x(xs[i])) + ' ' + Svg.number(y(ys[i]));
            if (!next.equals(last)) {
                path.append(i == 0 ? 'M' : 'L').append(next);
            }
            last = next;
        }
        shapes.element("path", "class", style, "d", path);
    }

    /** A rectangle standing on the lower axis. */
    void bar(String style, double from, double to, double height) {
        double top = y(height);
        shapes.element(
                "rect",
                "class",
                style,
                "x",
                x(from),
                "y",
                top,
                "width",
                x(to) - x(from),
                "height",
                BOTTOM - top);
    }

    void dot(String style, double atX, double atY, double radius) {
        marks.element("circle", "class", style, "cx", x(atX), "cy", y(atY), "r", radius);
    }

    /** A text above the drawing area. */
    void above(double atX, String text) {
        label(marks, text, x(atX), TOP - 7, "middle");
    }

    SvgDrawing drawing() {
        String area = id + "-area";
        Svg frame =
                new Svg()
                        .element(
                                "rect",
                                "x",
                                LEFT - 2,
                                "y",
                                TOP - 2,
                                "width",
                                RIGHT - LEFT + 4,
                                "height",
                                BOTTOM - TOP + 4);
        return new Svg()
                .group("clipPath", frame, "id", area)
                .add(grid())
                .group("g", shapes, "clip-path", "url(#" + area + ")")
                .add(marks)
                .add(titles())
                .drawing(WIDTH, HEIGHT, "role", "img", "aria-label", title);
    }

    private Svg titles() {
        String turned = "translate(12 %d) rotate(-90)".formatted((TOP + BOTTOM) / 2);
        return new Svg()
                .text(
                        "text",
                        across.title,
                        "x",
                        (LEFT + RIGHT) / 2,
                        "y",
                        HEIGHT - 10,
                        "text-anchor",
                        "middle")
                .text("text", up.title, "transform", turned, "text-anchor", "middle");
    }

    private Svg grid() {
        Svg grid = new Svg();
        for (Tick tick : across.ticks) {
            double x = x(tick.value);
            String line = "M%s %dV%d".formatted(Svg.number(x), TOP, BOTTOM);
            grid.element("path", "class", "grid", "d", line);
            label(grid, tick.text, x, BOTTOM + 16, "middle");
        }
        for (Tick tick : up.ticks) {
            double y = y(tick.value);
            String line = "M%d %sH%d".formatted(LEFT, Svg.number(y), RIGHT);
            grid.element("path", "class", "grid", "d", line);
            label(grid, tick.text, LEFT - 7, y + 3.5, "end");
        }
        return grid;
    }

    private static void label(Svg svg, String text, double x, double y, String anchor) {
        svg.text("text", text, "class", "small", "x", x, "y", y, "text-anchor", anchor);
    }
}

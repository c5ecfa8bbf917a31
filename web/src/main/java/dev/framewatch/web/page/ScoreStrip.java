package dev.framewatch.web.page;

import dev.framewatch.desk.api.EvidenceDto;
import dev.framewatch.desk.api.EvidenceDto.FrameDto;
import dev.framewatch.page.Svg;
import dev.framewatch.page.SvgDrawing;
import java.util.List;
import java.util.Locale;

/** Draws the score of each frame of a video, with the threshold; a click shows that second. */
final class ScoreStrip {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 80;

    private ScoreStrip() {}

    /**
     * Returns the drawing.
     *
     * @param video address of the video; empty once deleted
     */
    static SvgDrawing of(EvidenceDto evidence, String video) {
        List<FrameDto> frames = evidence.frames();
        double step = (double) WIDTH / Math.max(1, frames.size());
        Svg svg = new Svg();
        for (int i = 0; i < frames.size(); i++) {
            FrameDto frame = frames.get(i);
            Svg column = column(frame, i * step, step);
            if (video.isEmpty()) {
                svg.add(column);
            } else {
                svg.group(
                        "a",
                        column,
                        "href",
                        String.format(Locale.ROOT, "%s#t=%.2f", video, frame.t()),
                        "data-seek",
                        String.format(Locale.ROOT, "%.2f", frame.t()));
            }
        }
        double line = HEIGHT * (1 - evidence.threshold());
        svg.element("line", "x1", 0, "x2", WIDTH, "y1", line, "y2", line, "class", "threshold");
        return svg.drawing(
                WIDTH,
                HEIGHT,
                "class",
                "strip",
                "preserveAspectRatio",
                "none",
                "role",
                "group",
                "aria-label",
                "Score of each frame");
    }

    private static Svg column(FrameDto frame, double x, double step) {
        Double score = frame.score();
        double height = score == null ? 0 : Math.max(2, HEIGHT * score);
        String words =
                score == null
                        ? String.format(Locale.ROOT, "%.1f s: not scored", frame.t())
                        : String.format(
                                Locale.ROOT,
                                "%.1f s: %.0f%%%s",
                                frame.t(),
                                100 * score,
                                frame.unclear() ? ", not seen well enough" : "");
        String tone = frame.unclear() ? "unclear" : frame.positive() ? "positive" : "negative";
        return new Svg()
                .text("title", words)
                .element("rect", "x", x, "y", 0, "width", step, "height", HEIGHT, "class", "column")
                .element(
                        "rect",
                        "x",
                        x + step * 0.08,
                        "y",
                        HEIGHT - height,
                        "width",
                        step * 0.84,
                        "height",
                        height,
                        "class",
                        tone);
    }
}

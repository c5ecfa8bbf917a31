package dev.framewatch.cli.sheet;

import dev.framewatch.page.Svg;
import dev.framewatch.page.SvgDrawing;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.TargetResult;
import java.util.List;

/** Draws the scores of frames over time, and the threshold. */
final class ScoreStrip {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 40;

    private ScoreStrip() {}

    /**
     * Returns a bar per frame.
     *
     * @param frames frames of the target, in order of time
     */
    static SvgDrawing of(List<FrameScore> frames, TargetResult target) {
        double width = (double) WIDTH / Math.max(1, frames.size());
        Svg svg = new Svg();
        for (int i = 0; i < frames.size(); i++) {
            FrameScore frame = frames.get(i);
            double height = Double.isNaN(frame.score()) ? 0 : HEIGHT * frame.score();
            svg.element(
                    "rect",
                    "class",
                    frame.positive() ? "yes" : "no",
                    "x",
                    i * width,
                    "y",
                    HEIGHT - height,
                    "width",
                    Math.max(0.5, width - Math.min(1, width / 4)),
                    "height",
                    height);
        }
        double y = HEIGHT * (1 - Math.clamp(target.threshold(), 0, 1));
        svg.element("line", "x1", 0, "x2", WIDTH, "y1", y, "y2", y);
        return svg.drawing(
                WIDTH,
                HEIGHT,
                "class",
                "scores",
                "preserveAspectRatio",
                "none",
                "role",
                "img",
                "aria-label",
                "score of each frame; the line is the threshold");
    }
}

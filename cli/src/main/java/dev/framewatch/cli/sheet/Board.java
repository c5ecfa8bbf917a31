package dev.framewatch.cli.sheet;

import dev.framewatch.page.SvgDrawing;
import dev.framewatch.storyboard.Storyboard;
import dev.framewatch.storyboard.StoryboardFrame;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.VideoResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The storyboard of a video on a page: a small image of each stretch, and below it the scores of
 * the frames in that stretch.
 *
 * @param caption what is shown
 * @param cells in order of time
 */
record Board(String caption, List<Cell> cells) {
    /** Targets whose scores are below the images; a page with more would be illegible. */
    private static final int MAX_TARGETS = 3;

    Board {
        cells = List.copyOf(cells);
    }

    /**
     * A stretch of the video.
     *
     * @param address data URI of the image
     * @param time when it is shown
     * @param positive whether a frame of the stretch is positive
     * @param scores scores of each target
     */
    record Cell(String address, String time, boolean positive, List<SvgDrawing> scores) {
        Cell {
            scores = List.copyOf(scores);
        }
    }

    /** Returns the storyboard of a video; null if it has none, or a single image. */
    static @Nullable Board of(VideoResult video) {
        Storyboard storyboard = video.storyboard();
        if (storyboard == null || storyboard.frames().size() < 2) {
            return null;
        }
        List<TargetResult> targets = highest(video);
        List<Cell> cells = new ArrayList<>();
        List<StoryboardFrame> images = storyboard.frames();
        for (int i = 0; i < images.size(); i++) {
            StoryboardFrame image = images.get(i);
            double end = i + 1 < images.size() ? images.get(i + 1).seconds() : Double.MAX_VALUE;
            if (image.image() != null) {
                cells.add(cell(image, image.image().dataUri(), end, targets));
            }
        }
        return new Board(caption(storyboard, targets, video), cells);
    }

    private static List<TargetResult> highest(VideoResult video) {
        List<TargetResult> highest =
                video.targets().stream()
                        .sorted(Comparator.comparingDouble(target -> -highestRatio(target)))
                        .limit(MAX_TARGETS)
                        .toList();
        return video.targets().stream().filter(highest::contains).toList();
    }

    private static double highestRatio(TargetResult target) {
        return target.frames().stream()
                .mapToDouble(FrameScore::score)
                .filter(Double::isFinite)
                .map(score -> score / Math.max(target.threshold(), Double.MIN_NORMAL))
                .max()
                .orElse(0);
    }

    private static Cell cell(
            StoryboardFrame image, String address, double end, List<TargetResult> targets) {
        List<SvgDrawing> scores = new ArrayList<>();
        boolean positive = false;
        for (TargetResult target : targets) {
            List<FrameScore> frames =
                    target.frames().stream()
                            .filter(frame ->
                                    frame.seconds() >= image.seconds() && frame.seconds() < end)
                            .toList();
            positive |= frames.stream().anyMatch(FrameScore::positive);
            scores.add(ScoreStrip.of(frames, target));
        }
        return new Cell(address, time(image.seconds()), positive, scores);
    }

    private static String caption(
            Storyboard storyboard, List<TargetResult> targets, VideoResult video) {
        String names = targets.stream().map(TargetResult::target).collect(Collectors.joining(", "));
        int left = video.targets().size() - targets.size();
        return "%s; below %s the scores of %s%s; the line is the threshold."
                .formatted(
                        storyboard.isStills()
                                ? "Images"
                                : "A frame every " + time(storyboard.intervalSeconds()),
                        storyboard.isStills() ? "them" : "it",
                        names,
                        left == 0
                                ? ""
                                : ", the highest of %d targets".formatted(targets.size() + left));
    }

    private static String time(double seconds) {
        boolean whole = Math.abs(seconds - Math.rint(seconds)) < 0.05;
        return String.format(Locale.ROOT, whole ? "%.0f s" : "%.1f s", seconds);
    }

    /** Returns the length of its images on the page, in characters. */
    int length() {
        return cells.stream().mapToInt(cell -> cell.address.length()).sum();
    }
}

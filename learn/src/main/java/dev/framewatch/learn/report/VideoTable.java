package dev.framewatch.learn.report;

import dev.framewatch.learn.evaluate.SourceVideoResult;
import java.util.List;

/**
 * How each source video fared.
 *
 * @param summary how many of them have mistakes, in words
 * @param shown the rows that are always shown: all, or those with most mistakes
 * @param folded all rows, where they are too many to be shown at once; otherwise empty
 */
record VideoTable(String summary, List<Row> shown, List<Row> folded) {
    /** A list of up to so many is not folded. */
    private static final int MAX_SHOWN = 12;

    /** One video. */
    record Row(String video, int pictures, int positives, int right, int wrong, String meanScore) {}

    static VideoTable of(List<SourceVideoResult> videos) {
        List<SourceVideoResult> wrong = videos.stream().filter(video -> video.wrong() > 0).toList();
        String summary =
                wrong.isEmpty()
                        ? "All images of all videos are classified correctly."
                        : "All errors are in %d of %s."
                                .formatted(
                                        wrong.size(),
                                        NumberText.count(videos.size(), "source video"));
        boolean fits = videos.size() <= MAX_SHOWN;
        return new VideoTable(
                summary,
                rows(fits ? videos : wrong.subList(0, Math.min(MAX_SHOWN, wrong.size()))),
                rows(fits ? List.of() : videos));
    }

    private static List<Row> rows(List<SourceVideoResult> videos) {
        return videos.stream()
                .map(video ->
                        new Row(
                                video.video(),
                                video.pictures(),
                                video.positives(),
                                video.right(),
                                video.wrong(),
                                NumberText.score(video.meanScore())))
                .toList();
    }
}

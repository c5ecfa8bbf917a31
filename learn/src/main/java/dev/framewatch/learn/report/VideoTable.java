package dev.framewatch.learn.report;

import dev.framewatch.learn.evaluate.SourceVideoResult;
import dev.framewatch.page.Html;
import java.util.List;

/** How each source video fared: those with mistakes at once, all of them folded. */
final class VideoTable {
    /** A list of up to so many is not folded. */
    private static final int SHORT = 12;

    private final List<SourceVideoResult> videos;

    VideoTable(List<SourceVideoResult> videos) {
        this.videos = List.copyOf(videos);
    }

    String html() {
        List<SourceVideoResult> wrong = videos.stream().filter(video -> video.wrong() > 0).toList();
        String told =
                wrong.isEmpty()
                        ? "Every picture of every video is right."
                        : "%d of %s hold all mistakes."
                                .formatted(
                                        wrong.size(),
                                        NumberText.count(videos.size(), "source video"));
        return """
        <section class="page">
        <h2>By source video</h2>
        <p>%s</p>
        %s
        </section>
        """
                .formatted(
                        Html.text(told), videos.size() <= SHORT ? table(videos) : longList(wrong));
    }

    private String longList(List<SourceVideoResult> wrong) {
        List<SourceVideoResult> worst = wrong.subList(0, Math.min(SHORT, wrong.size()));
        return """
        %s
        <details><summary>All %d source videos</summary>
        %s
        </details>\
        """
                .formatted(worst.isEmpty() ? "" : table(worst), videos.size(), table(videos));
    }

    private static String table(List<SourceVideoResult> rows) {
        StringBuilder body = new StringBuilder();
        for (SourceVideoResult row : rows) {
            body.append(
                    """
                    <tr><td>%s</td><td>%d</td><td>%d</td><td>%d</td><td class="%s">%d</td><td>%s</td></tr>
                    """
                            .formatted(
                                    Html.text(row.video()),
                                    row.pictures(),
                                    row.positives(),
                                    row.right(),
                                    row.wrong() > 0 ? "mistakes" : "none",
                                    row.wrong(),
                                    NumberText.score(row.meanScore())));
        }
        return """
        <table class="videos">
        <thead><tr>%s</tr></thead>
        <tbody>
        %s</tbody>
        </table>\
        """
                .formatted(
                        heads("Video", "Pictures", "Positive", "Right", "Wrong", "Mean score"),
                        body);
    }

    private static String heads(String... titles) {
        StringBuilder heads = new StringBuilder();
        for (String title : titles) {
            heads.append("<th><button type=\"button\">%s</button></th>".formatted(title));
        }
        return heads.toString();
    }
}

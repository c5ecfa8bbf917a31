package dev.framewatch.cli.sheet;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.page.Html;
import dev.framewatch.page.PageStyle;
import dev.framewatch.page.Thumbnail;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.video.RgbImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A page on which a person sees at a glance what a scan found and on what grounds. It is one file
 * that asks nothing of the network and runs nothing: the frames are in it.
 */
public final class ContactSheet {
    private static final String LEAD =
            "A match is a lead, not an identification. Each score says how likely a frame shows"
                + " what is looked for, by what the Target was trained on; look at the frames, and"
                + " at where the video comes from, before you rely on it.";

    private final String title;
    private final List<String> introduction;
    private final List<RgbImage> sought;

    /**
     * @param title heading of the page
     * @param introduction paragraphs above the results, plain text
     * @param sought examples of what was looked for; may be empty
     */
    public ContactSheet(String title, List<String> introduction, List<RgbImage> sought) {
        this.title = title;
        this.introduction = List.copyOf(introduction);
        this.sought = List.copyOf(sought);
    }

    /** Writes the page whole or not at all. */
    public void write(Path file, List<Entry> entries) throws IOException {
        AtomicFile.write(file, html(entries).getBytes(StandardCharsets.UTF_8));
    }

    /** The page. */
    public String html(List<Entry> entries) {
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <title>%1$s</title>
        <style>
        %2$s</style>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        %3$s
        %7$s
        <p class="lead">%4$s</p>
        <table>
        <thead><tr><th>Video</th><th>Target</th><th>Verdict</th><th class="number">Frames</th></tr></thead>
        <tbody>
        %5$s
        </tbody>
        </table>
        <p class="key"><span class="strip"><i class="yes">+</i><i class="no">-</i><i class="none">?</i></span>
        one mark a sampled frame: shows it, does not show it, could not be scored</p>
        <div class="cards">
        %6$s
        </div>
        </main>
        </body>
        </html>
        """
                .formatted(
                        Html.text(title),
                        PageStyle.CSS + SheetStyle.CSS,
                        introduction.stream()
                                .map(paragraph -> "<p>" + Html.text(paragraph) + "</p>")
                                .collect(Collectors.joining("\n")),
                        Html.text(LEAD),
                        rows(entries),
                        IntStream.range(0, entries.size())
                                .mapToObj(i -> card(i, entries.get(i)))
                                .collect(Collectors.joining("\n")),
                        sought());
    }

    private String sought() {
        return sought.stream()
                .map(image ->
                        "<figure><img src=\"%s\" alt=\"what was looked for\"></figure>"
                                .formatted(Thumbnail.address(image, null)))
                .collect(Collectors.joining("", "<div class=\"sought\">", "</div>"));
    }

    private static String rows(List<Entry> entries) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < entries.size(); i++) {
            for (TargetResult target : entries.get(i).result().targets()) {
                rows.append(
                        """
                        <tr><td><a href="#video-%d">%s</a></td><td>%s</td><td>%s</td><td class="number">%d of %d</td></tr>
                        """
                                .formatted(
                                        i,
                                        name(entries.get(i)),
                                        Html.text(target.target()),
                                        badge(target.verdict()),
                                        target.positives(),
                                        target.frames().size()));
            }
        }
        return rows.toString();
    }

    private static String card(int number, Entry entry) {
        String note =
                entry.note().isEmpty()
                        ? ""
                        : "<p class=\"note\">" + Html.text(entry.note()) + "</p>";
        StringBuilder targets = new StringBuilder();
        for (int t = 0; t < entry.result().targets().size(); t++) {
            targets.append(target(entry.result().targets().get(t), entry.kept().get(t)));
        }
        boolean nothingKept = entry.kept().stream().allMatch(List::isEmpty);
        String still =
                entry.still() == null || !nothingKept
                        ? ""
                        : figures(List.of(entry.still()), "highest score");
        return """
        <section id="video-%d">
        <h2>%s</h2>
        %s
        %s%s
        </section>\
        """
                .formatted(number, name(entry), note, targets, still);
    }

    private static String target(TargetResult target, List<EvidenceFrame> kept) {
        String strip =
                target.frames().stream().map(ContactSheet::mark).collect(Collectors.joining());
        return """
        <p>%s <b>%s</b> %s</p>
        <p class="strip">%s</p>
        %s
        """
                .formatted(
                        badge(target.verdict()),
                        Html.text(target.target()),
                        Html.text(sentence(target)),
                        strip,
                        figures(kept, "score"));
    }

    private static String mark(FrameScore frame) {
        String at = String.format(Locale.ROOT, "%.1f s: ", frame.seconds());
        if (Double.isNaN(frame.score())) {
            return "<i class=\"none\" title=\"" + at + "no score\">?</i>";
        }
        String score = String.format(Locale.ROOT, "%.2f", frame.score());
        return frame.positive()
                ? "<i class=\"yes\" title=\"" + at + score + "\">+</i>"
                : "<i class=\"no\" title=\"" + at + score + "\">-</i>";
    }

    private static String figures(List<EvidenceFrame> frames, String word) {
        if (frames.isEmpty()) {
            return "";
        }
        return frames.stream()
                .map(frame -> figure(frame, word))
                .collect(Collectors.joining("", "<div class=\"frames\">", "</div>"));
    }

    private static String figure(EvidenceFrame kept, String word) {
        String what =
                String.format(
                        Locale.ROOT,
                        "%.1f s, %s %.2f",
                        kept.frame().seconds(),
                        word,
                        kept.frame().score());
        return """
        <figure><img src="%s" alt="frame at %s"><figcaption>%s</figcaption></figure>\
        """
                .formatted(Thumbnail.address(kept.picture(), kept.frame().place()), what, what);
    }

    private static String badge(Verdict verdict) {
        String words =
                switch (verdict) {
                    case Verdict.Match _ -> "match";
                    case Verdict.NoMatch _ -> "no match";
                    case Verdict.Undecided _ -> "undecided";
                    case Verdict.Unreadable _ -> "unreadable";
                };
        return "<span class=\"badge %s\">%s</span>".formatted(verdict.word(), words);
    }

    private static String sentence(TargetResult target) {
        String seen =
                String.format(
                        Locale.ROOT,
                        "in %d of %d frames (%.0f %%), longest run %.0f s, threshold %.2f",
                        target.positives(),
                        target.frames().size(),
                        100 * target.share(),
                        target.longestSeconds(),
                        target.threshold());
        return switch (target.verdict()) {
            case Verdict.Match _, Verdict.NoMatch _ -> seen;
            case Verdict.Undecided undecided -> undecided.reason() + "; seen " + seen;
            case Verdict.Unreadable unreadable -> unreadable.reason();
        };
    }

    private static String name(Entry entry) {
        return Html.text(Objects.toString(entry.result().video().getFileName(), "video"));
    }
}

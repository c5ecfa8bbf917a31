package dev.framewatch.cli.sheet;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.page.PageTemplate;
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

    /** Returns the page. */
    public String html(List<Entry> entries) {
        return new PageTemplate(ContactSheet.class, "sheet")
                .page(
                        title,
                        new Sheet(
                                title,
                                introduction,
                                sought.stream()
                                        .map(image -> Thumbnail.address(image, null))
                                        .toList(),
                                LEAD,
                                entries.stream().map(ContactSheet::video).toList()));
    }

    /** What the template shows. */
    record Sheet(
            String title,
            List<String> introduction,
            List<String> sought,
            String lead,
            List<Video> videos) {}

    /** One video with what each Target made of it, or one frame that stands for it. */
    record Video(String name, String note, List<TargetView> targets, List<FrameView> still) {}

    /**
     * What a Target made of a video.
     *
     * @param verdict as the style sheet calls it
     * @param words the verdict, for people
     * @param sentence what was seen, or why nothing was
     */
    record TargetView(
            String target,
            String verdict,
            String words,
            String sentence,
            int positives,
            List<Mark> marks,
            List<FrameView> frames) {}

    /** The mark of one sampled frame. */
    record Mark(String style, String title, String sign) {}

    /** A frame with what is said below it. */
    record FrameView(String address, String caption) {}

    private static Video video(Entry entry) {
        List<TargetView> targets =
                IntStream.range(0, entry.kept().size())
                        .mapToObj(t -> target(entry.result().targets().get(t), entry.kept().get(t)))
                        .toList();
        EvidenceFrame still = entry.still();
        boolean nothingKept = entry.kept().stream().allMatch(List::isEmpty);
        return new Video(
                Objects.toString(entry.result().video().getFileName(), "video"),
                entry.note(),
                targets,
                still == null || !nothingKept ? List.of() : List.of(frame(still, "highest score")));
    }

    private static TargetView target(TargetResult target, List<EvidenceFrame> kept) {
        return new TargetView(
                target.target(),
                target.verdict().word(),
                words(target.verdict()),
                sentence(target),
                target.positives(),
                target.frames().stream().map(ContactSheet::mark).toList(),
                kept.stream().map(frame -> frame(frame, "score")).toList());
    }

    private static Mark mark(FrameScore frame) {
        String at = String.format(Locale.ROOT, "%.1f s: ", frame.seconds());
        if (Double.isNaN(frame.score())) {
            return new Mark("none", at + "no score", "?");
        }
        String score = String.format(Locale.ROOT, "%.2f", frame.score());
        return frame.positive()
                ? new Mark("yes", at + score, "+")
                : new Mark("no", at + score, "-");
    }

    private static FrameView frame(EvidenceFrame kept, String word) {
        return new FrameView(
                Thumbnail.address(kept.picture(), kept.frame().place()),
                String.format(
                        Locale.ROOT,
                        "%.1f s, %s %.2f",
                        kept.frame().seconds(),
                        word,
                        kept.frame().score()));
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Match _ -> "match";
            case Verdict.NoMatch _ -> "no match";
            case Verdict.Undecided _ -> "undecided";
            case Verdict.Unreadable _ -> "unreadable";
        };
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
}

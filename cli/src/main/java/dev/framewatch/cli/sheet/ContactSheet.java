package dev.framewatch.cli.sheet;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.page.PageTemplate;
import dev.framewatch.page.Thumbnail;
import dev.framewatch.targets.FaceCheck;
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
import org.jspecify.annotations.Nullable;

/**
 * A page that shows the results of a scan with their frames. It is one file without scripts or
 * external resources.
 */
public final class ContactSheet {
    private static final String LEAD =
            "A match is a lead, not an identification. A score is the estimated probability that a"
                + " frame shows the target, as learned from its training data. Check the frames and"
                + " the origin of the video before you rely on it.";

    private final String title;
    private final List<String> introduction;
    private final List<RgbImage> examples;

    /**
     * @param title heading of the page
     * @param introduction paragraphs above the results, plain text
     * @param examples example images of the target; may be empty
     */
    public ContactSheet(String title, List<String> introduction, List<RgbImage> examples) {
        this.title = title;
        this.introduction = List.copyOf(introduction);
        this.examples = List.copyOf(examples);
    }

    /** Writes the page atomically. */
    public void write(Path file, List<Entry> entries) throws IOException {
        AtomicFile.write(file, html(entries).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the page as HTML. */
    public String html(List<Entry> entries) {
        return new PageTemplate(ContactSheet.class, "sheet")
                .page(
                        title,
                        new Sheet(
                                title,
                                introduction,
                                examples.stream()
                                        .map(image -> Thumbnail.dataUri(image, null))
                                        .toList(),
                                LEAD,
                                entries.stream().map(ContactSheet::video).toList()));
    }

    /** Model of the template. */
    record Sheet(
            String title,
            List<String> introduction,
            List<String> examples,
            String lead,
            List<Video> videos) {}

    /** A video with the result of each target, or with one representative frame. */
    record Video(String name, String note, List<TargetView> targets, List<FrameView> still) {}

    /**
     * The result of a target for a video.
     *
     * @param verdict CSS class of the verdict
     * @param words the verdict in words
     * @param sentence the figures, or the reason why there are none
     */
    record TargetView(
            String target,
            String verdict,
            String words,
            String sentence,
            int positives,
            List<Mark> marks,
            List<FrameView> frames) {}

    /** The mark of a sampled frame. */
    record Mark(String style, String title, String sign) {}

    /** A frame with its caption. */
    record FrameView(String address, String caption) {}

    private static Video video(Entry entry) {
        List<TargetView> targets =
                IntStream.range(0, entry.frames().size())
                        .mapToObj(
                                t -> target(entry.result().targets().get(t), entry.frames().get(t)))
                        .toList();
        EvidenceFrame still = entry.still();
        boolean nothingKept = entry.frames().stream().allMatch(List::isEmpty);
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
                Thumbnail.dataUri(kept.image(), kept.frame().region()),
                String.format(
                        Locale.ROOT,
                        "%.1f s, %s %.2f%s",
                        kept.frame().seconds(),
                        word,
                        kept.frame().score(),
                        confirmation(kept.frame().check())));
    }

    /** Returns what the confirming network says; empty if it was not asked. */
    private static String confirmation(@Nullable FaceCheck check) {
        return check == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %s: similarity %.2f, closest %s",
                        check.outcome().word().replace('_', ' '),
                        check.similarity(),
                        check.reference());
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
        String figures =
                String.format(
                        Locale.ROOT,
                        "%d of %d frames (%.0f%%), longest run %.0f s, threshold %.2f",
                        target.positives(),
                        target.frames().size(),
                        100 * target.share(),
                        target.longestSeconds(),
                        target.threshold());
        return switch (target.verdict()) {
            case Verdict.Match _, Verdict.NoMatch _ -> figures;
            case Verdict.Undecided undecided -> undecided.reason() + "; so far " + figures;
            case Verdict.Unreadable unreadable -> unreadable.reason();
        };
    }
}

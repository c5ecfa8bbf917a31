package dev.framewatch.cli.sheet;

import static java.util.Objects.requireNonNull;

import dev.framewatch.file.AtomicFile;
import dev.framewatch.page.PageTemplate;
import dev.framewatch.page.SvgDrawing;
import dev.framewatch.page.Thumbnail;
import dev.framewatch.targets.FaceCheck;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import dev.framewatch.video.RgbImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A page that shows the results of a scan with their frames. It is one file without scripts or
 * external resources. Its size is bounded: of many videos, those that most deserve a look have
 * images, and the first {@value #MAX_ROWS} results have a row in the table. Only matches and near
 * misses have a storyboard: the others would fill the page with people who are not searched for.
 */
public final class ContactSheet {
    static final int MAX_CARDS = 150;
    static final int MAX_ROWS = 5000;

    /** Characters of all storyboards. */
    private static final long MAX_BOARDS_LENGTH = 16_000_000;

    /** Frames that the strips of a card show; longer videos are reduced to so many. */
    private static final int MAX_MARKS = 600;

    private static final String LEAD =
            "A match is a lead, not an identification. A score is the estimated probability that a"
                + " frame shows the target, as learned from its training data. Check the frames and"
                + " the origin of the video before you rely on it.";

    private final String title;
    private final List<RgbImage> examples;
    private final List<Row> rows = new ArrayList<>();
    private final TreeMap<Integer, Card> cards = new TreeMap<>();
    private final TreeSet<Rank> ranks = new TreeSet<>();
    private final long maxBoardsLength;
    private long boardsLength;
    private int boardsLeftOut;
    private int videos;
    private int results;

    /**
     * @param title heading of the page
     * @param examples example images of the target; may be empty
     */
    public ContactSheet(String title, List<RgbImage> examples) {
        this(title, examples, MAX_BOARDS_LENGTH);
    }

    ContactSheet(String title, List<RgbImage> examples, long maxBoardsLength) {
        this.maxBoardsLength = maxBoardsLength;
        this.title = title;
        this.examples = List.copyOf(examples);
    }

    /** Why a video deserves a look; the least reason comes first. */
    private enum Interest {
        OTHER,
        NEAR_MISS,
        LEAD;

        static Interest of(Entry entry) {
            if (entry.isLead()) {
                return LEAD;
            }
            return entry.result().targets().stream().anyMatch(NearMiss::is) ? NEAR_MISS : OTHER;
        }
    }

    /** How much a video deserves a look; the least comes first. */
    private record Rank(Interest interest, double margin, int video) implements Comparable<Rank> {
        private static final Comparator<Rank> ORDER =
                Comparator.comparing(Rank::interest)
                        .thenComparingDouble(Rank::margin)
                        .thenComparing(Comparator.comparingInt(Rank::video).reversed());

        @Override
        public int compareTo(Rank other) {
            return ORDER.compare(this, other);
        }
    }

    /** Adds a video; its images are compressed now. */
    public void add(Entry entry) {
        int number = videos++;
        for (TargetResult target : entry.result().targets()) {
            if (results++ < MAX_ROWS) {
                rows.add(Row.of(number, entry, target));
            }
        }
        Rank rank = new Rank(Interest.of(entry), entry.margin(), number);
        if (ranks.size() == MAX_CARDS && rank.compareTo(ranks.first()) < 0) {
            return;
        }
        ranks.add(rank);
        Card card = card(number, entry, rank.interest);
        cards.put(number, card);
        boardsLength += card.boardLength();
        if (ranks.size() > MAX_CARDS) {
            boardsLength -= requireNonNull(cards.remove(ranks.removeFirst().video)).boardLength();
        }
        ranks.stream()
                .takeWhile(_ -> boardsLength > maxBoardsLength)
                .forEach(least -> cards.computeIfPresent(least.video, (_, one) -> bare(one)));
    }

    /** Returns a card without its storyboard. */
    private Card bare(Card card) {
        if (card.board == null) {
            return card;
        }
        boardsLength -= card.boardLength();
        boardsLeftOut++;
        return new Card(card.number, card.name, card.note, card.targets, null);
    }

    /**
     * Writes the page atomically.
     *
     * @param introduction paragraphs above the results, plain text
     */
    public void write(Path file, List<String> introduction) throws IOException {
        AtomicFile.write(file, html(introduction).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the page as HTML. */
    public String html(List<String> introduction) {
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
                                rows,
                                omission(),
                                leadsFirst()));
    }

    /** Leads, near misses and others, each in the order of the scan. */
    private List<Card> leadsFirst() {
        return ranks.stream()
                .sorted(
                        Comparator.comparing(Rank::interest)
                                .reversed()
                                .thenComparingInt(Rank::video))
                .map(rank -> cards.get(rank.video))
                .toList();
    }

    /** Returns what the page leaves out; empty if nothing. */
    private String omission() {
        List<String> parts = new ArrayList<>();
        if (results > rows.size()) {
            parts.add("The table ends after %d of %d results.".formatted(rows.size(), results));
        }
        if (videos > cards.size()) {
            parts.add(
                    "Frames are shown of %d of %d videos: matches first, then the highest scores."
                            .formatted(cards.size(), videos));
        }
        if (boardsLeftOut > 0) {
            parts.add(
                    ("To keep the page small, the storyboards of %d of %d videos are left out:"
                                    + " those with the lowest scores.")
                            .formatted(boardsLeftOut, videos));
        }
        return String.join(" ", parts);
    }

    /** Model of the template. */
    record Sheet(
            String title,
            List<String> introduction,
            List<String> examples,
            String lead,
            List<Row> rows,
            String omission,
            List<Card> cards) {
        boolean hasNearMiss() {
            return rows.stream().anyMatch(Row::isNearMiss);
        }

        boolean hasBoard() {
            return cards.stream().anyMatch(card -> card.board != null);
        }

        boolean hasCard(int video) {
            return cards.stream().anyMatch(card -> card.number == video);
        }
    }

    /** A row of the table: a video and a target. */
    record Row(
            int video,
            String name,
            String target,
            String verdict,
            String words,
            boolean isNearMiss,
            String times,
            int positives,
            int frames) {
        static Row of(int number, Entry entry, TargetResult target) {
            return new Row(
                    number,
                    entry.name(),
                    target.target(),
                    target.verdict().word(),
                    ContactSheet.words(target.verdict()),
                    NearMiss.is(target),
                    ResultText.times(target, entry.result()),
                    target.positives(),
                    target.frames().size());
        }
    }

    /** A video with the result of each target; the storyboard is null if there is none. */
    record Card(
            int number, String name, String note, List<TargetView> targets, @Nullable Board board) {
        int boardLength() {
            return board == null ? 0 : board.length();
        }
    }

    /**
     * The result of a target for a video.
     *
     * @param verdict CSS class of the verdict
     * @param words the verdict in words
     * @param sentence the figures, or the reason why there are none
     * @param scores a bar per sampled frame, and the threshold; null if there is no frame, or the
     *     storyboard shows them
     */
    record TargetView(
            String target,
            String verdict,
            String words,
            boolean isNearMiss,
            String sentence,
            List<Mark> marks,
            @Nullable SvgDrawing scores,
            List<FrameView> frames) {}

    /** The mark of a sampled frame. */
    record Mark(String style, String title, String sign) {}

    /** A frame with its caption. */
    record FrameView(String address, String caption) {}

    private static Card card(int number, Entry entry, Interest interest) {
        Board board = interest == Interest.OTHER ? null : Board.of(entry.result());
        List<TargetView> targets =
                IntStream.range(0, entry.frames().size())
                        .mapToObj(t ->
                                target(
                                        entry.result(),
                                        entry.result().targets().get(t),
                                        entry.frames().get(t),
                                        board != null))
                        .toList();
        return new Card(number, entry.name(), entry.note(), targets, board);
    }

    private static TargetView target(
            VideoResult video, TargetResult target, List<EvidenceFrame> kept, boolean hasBoard) {
        List<FrameScore> shown = reduced(target.frames());
        return new TargetView(
                target.target(),
                target.verdict().word(),
                words(target.verdict()),
                NearMiss.is(target),
                sentence(video, target),
                shown.stream().map(ContactSheet::mark).toList(),
                hasBoard || shown.isEmpty() ? null : ScoreStrip.of(shown, target),
                kept.stream().map(ContactSheet::frame).toList());
    }

    /** Returns the frame with the highest score of each of at most so many stretches. */
    private static List<FrameScore> reduced(List<FrameScore> frames) {
        int step = (frames.size() + MAX_MARKS - 1) / MAX_MARKS;
        if (step <= 1) {
            return frames;
        }
        return IntStream.iterate(0, from -> from < frames.size(), from -> from + step)
                .mapToObj(from -> frames.subList(from, Math.min(frames.size(), from + step)))
                .map(part ->
                        part.stream()
                                .max(
                                        Comparator.comparingDouble(frame ->
                                                Double.isNaN(frame.score()) ? -1 : frame.score()))
                                .orElseThrow())
                .toList();
    }

    private static Mark mark(FrameScore frame) {
        String at = String.format(Locale.ROOT, "%.1f s: ", frame.seconds());
        if (Double.isNaN(frame.score())) {
            return new Mark("none", at + "no score", "?");
        }
        String score = String.format(Locale.ROOT, "%.2f", frame.score());
        if (frame.unclear()) {
            return new Mark("none", at + score + ", cannot tell", "~");
        }
        return frame.positive()
                ? new Mark("yes", at + score, "+")
                : new Mark("no", at + score, "-");
    }

    private static FrameView frame(EvidenceFrame kept) {
        return new FrameView(
                Thumbnail.dataUri(kept.image(), kept.frame().region()),
                String.format(
                        Locale.ROOT,
                        "%.1f s, %s %.2f%s",
                        kept.frame().seconds(),
                        kept.frame().positive() ? "score" : "highest score",
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
        return verdict.word().replace('_', ' ');
    }

    private static String sentence(VideoResult video, TargetResult target) {
        String times = ResultText.times(target, video);
        String figures = (times.isEmpty() ? "" : times + ": ") + ResultText.figures(target);
        return switch (target.verdict()) {
            case Verdict.Match _, Verdict.NoMatch _ -> figures;
            case Verdict.Undecided undecided -> undecided.reason() + "; so far " + figures;
            case Verdict.Unreadable unreadable -> unreadable.reason();
        };
    }
}

package dev.framewatch.cli.desk;

import dev.framewatch.desk.api.SightingDetailsDto;
import dev.framewatch.desk.api.SightingDetailsDto.ReviewEntry;
import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.desk.api.SightingDto.PostSummary;
import dev.framewatch.desk.post.PostName;
import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.text.LocalTimeFormat;
import dev.framewatch.text.PrintableLine;
import dev.framewatch.verdict.RunText;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Formats sightings as text. */
final class SightingText {
    private static final int MAX_POSTS = 50;
    private static final int MAX_CAPTION_CHARS = 70;

    private final PrintStream out;
    private final LocalTimeFormat times;
    private boolean isHeaderPrinted;

    SightingText(PrintStream out, LocalTimeFormat times) {
        this.out = out;
        this.times = times;
    }

    private String minute(@Nullable Instant at) {
        return at == null ? "unknown" : times.minute(at);
    }

    /** Prints a sighting and, indented, its post; the first call also prints the header. */
    void row(SightingDto sighting) {
        if (!isHeaderPrinted) {
            out.printf(
                    "%-12s  %-16s  %-23s  %5s  %5s  %s%n",
                    "ID", "TARGET", "SEEN", "SCORE", "SHARE", "STATE");
            isHeaderPrinted = true;
        }
        out.printf(
                Locale.ROOT,
                "%-12s  %-16s  %-23s  %5.2f  %4.0f%%  %s%n",
                sighting.id(),
                PrintableLine.of(sighting.target(), 16),
                minute(sighting.seenAt()),
                sighting.score(),
                100 * sighting.share(),
                state(sighting));
        PostName post = sighting.post().called();
        out.printf(
                "    %s%s%n",
                PostText.seen(post, sighting.at()),
                sighting.familySize() > 1
                        ? "; %d posts with this clip".formatted(sighting.familySize())
                        : "");
        out.print(PostText.pageLine(post));
        if (!sighting.post().caption().isEmpty()
                && !sighting.post().caption().equals(post.file())) {
            out.println("    " + PrintableLine.of(sighting.post().caption(), MAX_CAPTION_CHARS));
        }
    }

    /**
     * Returns the review state, or that nothing confirmed the match and nobody has looked at it.
     */
    private static String state(SightingDto sighting) {
        return sighting.undecided() && sighting.state().equals("new")
                ? "undecided"
                : sighting.state();
    }

    /** Prints all details of a sighting. */
    void details(SightingDetailsDto details) {
        SightingDto sighting = details.sighting();
        out.printf(
                "%s: possible match for %s (%s)%n",
                sighting.id(), PrintableLine.of(sighting.target()), state(sighting));
        line("seen", minute(sighting.seenAt()));
        if (!sighting.at().isEmpty()) {
            line("in clip", RunText.of(sighting.at()));
        }
        post(sighting.post(), details.authorId());
        media(details);
        judged(details);
        line("evidence", Objects.requireNonNullElse(sighting.evidence(), "deleted"));
        line("timestamp", details.timestamp());
        spread(details);
        reviews(details);
    }

    private void post(PostSummary post, String authorId) {
        line("post", "%s %s, from source %s".formatted(post.platform(), post.id(), post.source()));
        if (post.file() != null) {
            line("file", post.file());
        }
        line("URL", Objects.requireNonNullElse(post.url(), "unknown"));
        String account = authorId.isEmpty() ? "" : " (%s)".formatted(authorId);
        line("author", post.author().isEmpty() ? "unknown" : post.author() + account);
        line("posted", minute(post.postedAt()));
        line("caption", post.caption());
    }

    private void media(SightingDetailsDto details) {
        line("video", "SHA-256 " + details.sighting().video().sha256());
        line(
                "fetched",
                "%s from %s"
                        .formatted(
                                minute(details.fetchedAt()),
                                Objects.requireNonNullElse(details.fetchedFrom(), "this machine")));
        line("on disk", Objects.requireNonNullElse(details.media(), "deleted"));
    }

    private void judged(SightingDetailsDto details) {
        StoredVerdict verdict = details.verdict();
        line("detector", "SHA-256 " + details.detector());
        String scores =
                String.format(
                        Locale.ROOT,
                        "highest score %.2f, %.0f%% of frames positive",
                        details.sighting().score(),
                        100 * details.sighting().share());
        if (verdict != null) {
            scores +=
                    String.format(
                            Locale.ROOT,
                            " (%d of %d), longest run %.0f s, threshold %.2f, rule %s",
                            verdict.positiveFrames(),
                            verdict.sampledFrames(),
                            verdict.longestSeconds(),
                            verdict.threshold(),
                            verdict.rule());
        }
        line("judged", scores);
    }

    private void spread(SightingDetailsDto details) {
        out.printf(
                "%nNear-duplicates (group %s): posts: %d, known authors: %d%n",
                details.sighting().family(), details.spread().size(), details.authors());
        details.spread().stream().limit(MAX_POSTS).forEach(this::row);
        if (details.spread().size() > MAX_POSTS) {
            out.printf("... and %d more%n", details.spread().size() - MAX_POSTS);
        }
        if (!details.viewsOverTime().isEmpty()) {
            out.printf("%nTotal views over time%n");
            details.viewsOverTime()
                    .forEach(one -> out.printf("  %s  %d%n", minute(one.at()), one.views()));
        }
    }

    private void reviews(SightingDetailsDto details) {
        out.printf("%nReviews%n");
        if (details.reviews().isEmpty()) {
            out.printf(
                    "  none; to review: framewatch review confirm %s%n", details.sighting().id());
        }
        for (ReviewEntry review : details.reviews()) {
            String frame =
                    review.frame() == null
                            ? ""
                            : String.format(Locale.ROOT, " frame at %.2f s", review.frame());
            out.printf(
                    "  %s  %s %s%s  %s%n",
                    minute(review.at()),
                    PrintableLine.of(review.who()),
                    review.answer(),
                    frame,
                    PrintableLine.of(review.note()));
        }
    }

    private void line(String name, String value) {
        out.printf("  %-10s %s%n", name, PrintableLine.of(value));
    }
}

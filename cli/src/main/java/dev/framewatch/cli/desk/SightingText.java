package dev.framewatch.cli.desk;

import dev.framewatch.desk.export.SightingDetails;
import dev.framewatch.desk.export.SightingSummary;
import dev.framewatch.desk.export.SightingSummary.SeenPost;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.Video;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sightings for people; moments are in UTC. */
final class SightingText {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MAX_POSTS = 50;

    private final PrintStream out;
    private boolean begun;

    SightingText(PrintStream out) {
        this.out = out;
    }

    static String minute(@Nullable Instant at) {
        return at == null ? "unknown" : MINUTE.format(at);
    }

    /** A row of the table; the first brings its head along. */
    void row(SightingSummary row) {
        if (!begun) {
            out.printf(
                    "%-12s  %-16s  %-16s  %5s  %5s  %-9s  %5s  %s%n",
                    "ID", "TARGET", "SEEN (UTC)", "SCORE", "SHARE", "STATE", "POSTS", "POST");
            begun = true;
        }
        Sighting sighting = row.sighting();
        out.printf(
                Locale.ROOT,
                "%-12s  %-16s  %-16s  %5.2f  %4.0f%%  %-9s  %5d  %s%n",
                sighting.id(),
                TerminalText.of(sighting.target(), 16),
                minute(sighting.seenAt()),
                sighting.score(),
                100 * sighting.share(),
                sighting.state().word(),
                row.familySize(),
                TerminalText.of(post(row.post()), 60));
    }

    private static String post(SeenPost post) {
        String author = post.author().isEmpty() ? "" : " by " + post.author();
        String caption = post.caption().isEmpty() ? "" : ": " + post.caption();
        return post.platform() + " " + post.id() + author + caption;
    }

    /** All that is known about one. */
    void story(SightingDetails story, Path home) {
        Sighting sighting = story.row().sighting();
        out.printf(
                "%s: %s, a lead to look at (%s)%n",
                sighting.id(), TerminalText.of(sighting.target()), sighting.state().word());
        line("seen", minute(sighting.seenAt()) + " UTC");
        post(story.row());
        media(story.video());
        judged(sighting, story.verdict());
        line(
                "evidence",
                sighting.evidence().isEmpty()
                        ? "deleted"
                        : home.resolve(sighting.evidence()).toAbsolutePath().toString());
        line("timestamp", story.timestamp());
        spread(story);
        reviews(story);
    }

    private void post(SightingSummary row) {
        SeenPost post = row.post();
        line(
                "post",
                "%s %s, from the source %s".formatted(post.platform(), post.id(), post.source()));
        line("page", Objects.requireNonNullElse(post.url(), "unknown"));
        String account = post.authorId().isEmpty() ? "" : " (%s)".formatted(post.authorId());
        line("author", post.author().isEmpty() ? "unknown" : post.author() + account);
        line("posted", minute(post.postedAt()) + (post.postedAt() == null ? "" : " UTC"));
        line("caption", post.caption());
    }

    private void media(Video video) {
        line("video", "SHA-256 " + video.sha256());
        line(
                "fetched",
                "%s UTC from %s"
                        .formatted(
                                minute(video.fetchedAt()),
                                video.from() == null ? "this machine" : video.from()));
        line("on disk", video.path() == null ? "deleted" : video.path());
    }

    private void judged(Sighting sighting, @Nullable StoredVerdict verdict) {
        line("detector", "SHA-256 " + sighting.detector());
        String scores =
                String.format(
                        Locale.ROOT,
                        "highest score %.2f, %.0f %% of the frames positive",
                        sighting.score(),
                        100 * sighting.share());
        if (verdict != null) {
            scores +=
                    String.format(
                            Locale.ROOT,
                            " (%d of %d), longest run %.0f s, threshold %.2f, rule %s",
                            verdict.positives(),
                            verdict.sampled(),
                            verdict.longestSeconds(),
                            verdict.threshold(),
                            verdict.rule());
        }
        line("judged", scores);
    }

    private void spread(SightingDetails story) {
        out.printf(
                "%nSpread of its family %s: posts: %d, known authors: %d%n",
                story.row().sighting().family(), story.family().size(), story.authors());
        story.family().stream().limit(MAX_POSTS).forEach(this::row);
        if (story.family().size() > MAX_POSTS) {
            out.printf("... and %d more%n", story.family().size() - MAX_POSTS);
        }
        if (!story.views().isEmpty()) {
            out.printf("%nViews of all of them together%n");
            story.views().forEach(one -> out.printf("  %s  %d%n", minute(one.at()), one.views()));
        }
    }

    private void reviews(SightingDetails story) {
        out.printf("%nReviews%n");
        if (story.reviews().isEmpty()) {
            out.println("  none yet; see framewatch review");
        }
        for (SightingDetails.Review review : story.reviews()) {
            String frame =
                    review.frame() == null
                            ? ""
                            : String.format(Locale.ROOT, " the frame at %.2f s", review.frame());
            out.printf(
                    "  %s  %s %s%s  %s%n",
                    minute(review.at()),
                    TerminalText.of(review.who()),
                    review.answer(),
                    frame,
                    TerminalText.of(review.note()));
        }
    }

    private void line(String name, String value) {
        out.printf("  %-10s %s%n", name, TerminalText.of(value));
    }
}

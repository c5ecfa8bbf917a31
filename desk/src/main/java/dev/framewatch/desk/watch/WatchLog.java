package dev.framewatch.desk.watch;

import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.post.PostName;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.verdict.RunText;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs the progress of each source, post and video, with their ids. */
final class WatchLog {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private WatchLog() {}

    /** Adds the ids of a post, and what people call it as far as that is known. */
    private static LoggingEventBuilder named(LoggingEventBuilder event, StoredPost post) {
        PostName name = PostName.of(post.post());
        LoggingEventBuilder named =
                event.addKeyValue("source", post.source()).addKeyValue("post", post.post().key());
        if (name.file() != null) {
            named = named.addKeyValue("file", name.file());
        }
        if (!name.author().isEmpty()) {
            named = named.addKeyValue("author", name.author());
        }
        return name.page() == null ? named : named.addKeyValue("page", name.page());
    }

    static void polled(String source, Source.Batch batch, int newPosts) {
        LOG.atLevel(newPosts > 0 ? Level.INFO : Level.DEBUG)
                .addKeyValue("source", source)
                .addKeyValue("posts", batch.posts().size())
                .addKeyValue("new", newPosts)
                .log("source polled");
        for (String note : batch.notes()) {
            LOG.atWarn().addKeyValue("source", source).addKeyValue("reason", note).log("poll note");
        }
    }

    static void pollFailed(String source, int attempt, Duration wait, Exception failure) {
        LOG.atWarn()
                .addKeyValue("source", source)
                .addKeyValue("attempt", attempt)
                .addKeyValue("retrySeconds", wait.toSeconds())
                .setCause(failure)
                .log("poll failed");
    }

    static void fetched(StoredPost post, String sha256, long bytes) {
        named(LOG.atInfo(), post)
                .addKeyValue("video", sha256)
                .addKeyValue("bytes", bytes)
                .addKeyValue("attempt", post.attempts() + 1)
                .log("media fetched");
    }

    static void fetchFailed(StoredPost post, boolean isFinal, Exception failure) {
        named(LOG.atWarn(), post)
                .addKeyValue("attempt", post.attempts() + 1)
                .addKeyValue("final", isFinal)
                .setCause(failure)
                .log("fetch failed");
    }

    static void scanFailed(
            String sha256, boolean isFinal, String reason, @Nullable Throwable failure) {
        LOG.atWarn()
                .addKeyValue("video", sha256)
                .addKeyValue("final", isFinal)
                .addKeyValue("reason", reason)
                .setCause(failure)
                .log("scan failed");
    }

    /** Logs the scan of a video, with a separate line for each target without a decision. */
    static void scanned(String sha256, VideoResult result) {
        LOG.atInfo()
                .addKeyValue("video", sha256)
                .addKeyValue("seconds", result.coverage().seconds())
                .addKeyValue("sampled", result.coverage().sampled())
                .addKeyValue("elapsedMillis", result.elapsedMillis())
                .addKeyValue(
                        "verdicts",
                        result.targets().stream()
                                .map(one -> one.target() + ":" + one.verdict().word())
                                .toList())
                .log("video scanned");
        for (TargetResult one : result.targets()) {
            switch (one.verdict()) {
                case Verdict.Undecided undecided -> noDecision(sha256, one, undecided.reason());
                case Verdict.Unreadable unreadable -> noDecision(sha256, one, unreadable.reason());
                case Verdict.Match _, Verdict.NoMatch _ -> {}
            }
        }
    }

    private static void noDecision(String sha256, TargetResult result, String reason) {
        LOG.atWarn()
                .addKeyValue("video", sha256)
                .addKeyValue("target", result.target())
                .addKeyValue("verdict", result.verdict().word())
                .addKeyValue("reason", reason)
                .log("no decision");
    }

    static void judged(StoredPost post, String sha256, List<SightingRecord> sightings) {
        named(LOG.atInfo(), post)
                .addKeyValue("video", sha256)
                .addKeyValue(
                        "matches", sightings.stream().map(one -> one.sighting().target()).toList())
                .log("post judged");
    }

    static void sighted(SightingRecord facts) {
        Sighting sighting = facts.sighting();
        named(LOG.atInfo(), facts.post())
                .addKeyValue("at", RunText.of(facts.verdict().at()))
                .addKeyValue("video", sighting.video())
                .addKeyValue("target", sighting.target())
                .addKeyValue("sighting", sighting.id())
                .addKeyValue("verdict", sighting.verdict())
                .addKeyValue("score", String.format(Locale.ROOT, "%.3f", sighting.score()))
                .log("target sighted");
    }

    static void taskFailed(String task, Throwable failure) {
        LOG.atWarn().addKeyValue("task", task).setCause(failure).log("task failed");
    }

    static void deletionHeld(String reason) {
        LOG.atWarn().addKeyValue("reason", reason).log("deletion held");
    }

    static void deleted(String what, int count) {
        LOG.atInfo().addKeyValue("what", what).addKeyValue("count", count).log("deleted");
    }
}

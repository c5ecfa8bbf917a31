package dev.framewatch.desk;

import dev.framewatch.desk.alert.AlertEvent;
import dev.framewatch.desk.alert.Outbox;
import dev.framewatch.desk.evidence.EvidencePage;
import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.health.OutageDetector;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostName;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.desk.trend.Trend;
import dev.framewatch.desk.trend.TrendDetector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Turns sightings, trends and outages into alert events and passes them to the outbox. */
final class AlertEvents implements TrendDetector.Announcer, OutageDetector.Announcer {
    private static final Duration TREND_WINDOW = Duration.ofDays(1);

    private final Outbox outbox;
    private final Path home;
    private final Clock clock;

    AlertEvents(Outbox outbox, Path home, Clock clock) {
        this.outbox = outbox;
        this.home = home;
        this.clock = clock;
    }

    /**
     * Announces a match; the outbox limits alerts to one per channel, target and cluster. What
     * nothing confirmed only awaits review.
     */
    void sighted(Handle handle, SightingRecord facts) {
        if (!facts.verdict().isMatch()) {
            return;
        }
        Sighting sighting = facts.sighting();
        Post post = facts.post().post();
        SightingRepository.Spread spread =
                new SightingRepository(handle).spread(sighting.target(), sighting.clusterId());
        outbox.announce(
                handle,
                new AlertEvent.Sighting(
                        sighting.id(),
                        sighting.target(),
                        sighting.score(),
                        sighting.positiveFraction(),
                        facts.verdict().longestSeconds(),
                        sighting.clusterId(),
                        spread.posts(),
                        new AlertEvent.PostInfo(
                                facts.post().source(),
                                post.id(),
                                post.page(),
                                post.author().name(),
                                post.caption(),
                                post.postedAt(),
                                PostName.of(post).file()),
                        bestFrame(sighting),
                        sighting.seenAt(),
                        facts.verdict().at()));
    }

    /** Returns the first frame of the evidence, the best one; null if there is none. */
    private @Nullable String bestFrame(Sighting sighting) {
        try (Stream<Path> files = Files.list(home.resolve(sighting.evidence()))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(EvidencePage::isMarked)
                    .sorted()
                    .findFirst()
                    .map(name -> sighting.evidence() + "/" + name)
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the evidence", e);
        }
    }

    @Override
    public void trendStarted(Handle handle, Trend trend) {
        var current = trend.comparison().now();
        var baseline = trend.comparison().baseline();
        outbox.announce(
                handle,
                new AlertEvent.Trend(
                        trend.target(),
                        trend.source(),
                        trend.startedAt().minus(TREND_WINDOW),
                        trend.startedAt(),
                        current.sightings(),
                        current.posts(),
                        baseline.rate() * current.posts(),
                        trend.comparison().pValue(),
                        clock.instant()));
    }

    @Override
    public void outage(Handle handle, String source, Instant since, String reason) {
        outbox.announce(handle, new AlertEvent.Outage(source, since, reason, clock.instant()));
    }

    @Override
    public void recovery(Handle handle, String source, Instant since, Instant ended) {
        outbox.announce(handle, new AlertEvent.Recovery(source, since, ended));
    }
}

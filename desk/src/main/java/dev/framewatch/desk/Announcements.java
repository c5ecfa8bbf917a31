package dev.framewatch.desk;

import dev.framewatch.desk.alert.Announcement;
import dev.framewatch.desk.alert.Outbox;
import dev.framewatch.desk.evidence.SightingFacts;
import dev.framewatch.desk.feed.Post;
import dev.framewatch.desk.health.HealthWatch;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.SightingTable;
import dev.framewatch.desk.trend.Trend;
import dev.framewatch.desk.trend.TrendWatch;
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

/** What the desk found, as alerts say it. */
final class Announcements implements TrendWatch.Announcer, HealthWatch.Announcer {
    private static final Duration WINDOW = Duration.ofDays(1);

    private final Outbox outbox;
    private final Path home;
    private final Clock clock;

    Announcements(Outbox outbox, Path home, Clock clock) {
        this.outbox = outbox;
        this.home = home;
        this.clock = clock;
    }

    /** A Sighting; the outbox keeps to one alert a family. */
    void sighted(Handle handle, SightingFacts facts) {
        Sighting sighting = facts.sighting();
        Post post = facts.post().post();
        SightingTable.Spread spread =
                new SightingTable(handle).spread(sighting.target(), sighting.family());
        outbox.announce(
                handle,
                new Announcement.Sighting(
                        sighting.id(),
                        sighting.target(),
                        sighting.score(),
                        sighting.share(),
                        facts.verdict().longestSeconds(),
                        sighting.family(),
                        spread.posts(),
                        new Announcement.Seen(
                                facts.post().source(),
                                post.id(),
                                post.page(),
                                post.author().name(),
                                post.caption(),
                                post.postedAt()),
                        bestFrame(sighting),
                        sighting.seenAt()));
    }

    /** The frames of the evidence are numbered, best first. */
    private @Nullable String bestFrame(Sighting sighting) {
        try (Stream<Path> files = Files.list(home.resolve(sighting.evidence()))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".jpg"))
                    .sorted()
                    .findFirst()
                    .map(name -> sighting.evidence() + "/" + name)
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException("the evidence cannot be read", e);
        }
    }

    @Override
    public void began(Handle handle, Trend trend) {
        var now = trend.comparison().now();
        var usual = trend.comparison().usual();
        outbox.announce(
                handle,
                new Announcement.Trend(
                        trend.target(),
                        trend.source(),
                        trend.began().minus(WINDOW),
                        trend.began(),
                        now.sightings(),
                        now.posts(),
                        usual.rate() * now.posts(),
                        trend.comparison().chance(),
                        clock.instant()));
    }

    @Override
    public void outage(Handle handle, String source, Instant since, String reason) {
        outbox.announce(handle, new Announcement.Outage(source, since, reason, clock.instant()));
    }

    @Override
    public void recovery(Handle handle, String source, Instant since, Instant ended) {
        outbox.announce(handle, new Announcement.Recovery(source, since, ended));
    }
}

package dev.framewatch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.alert.SecretStore;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.alert.send.WebhookSigningKey;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.SourceRepository;
import dev.framewatch.desk.watch.Supervisor;
import dev.framewatch.desk.watch.WatchListener;
import dev.framewatch.desk.watch.WatchSettings;
import dev.framewatch.home.Home;
import dev.framewatch.testing.MutableClock;
import dev.framewatch.verdict.LightAbove;
import dev.framewatch.verdict.LightClips;
import dev.framewatch.verdict.LightTargets;
import dev.framewatch.vision.FeatureExtractor;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs all standard tasks with nothing to do. */
class IdleWatchTest {
    @TempDir private Path folder;

    private final MutableClock clock = new MutableClock("2026-03-01T12:00:00Z");

    @Test
    void aWatchWithNothingDueCommitsNothingAllDay() throws Exception {
        Path home = folder.resolve("home");
        LightTargets.in(home.resolve("targets"), "light", 0).close();
        Path drop = Files.createDirectories(folder.resolve("drop"));
        LightClips.write(drop.resolve("miss.mp4"), "------");
        setUp(home, drop);
        WatchFactory.RuntimeContext around =
                new WatchFactory.RuntimeContext(
                        Home.in(home),
                        _ -> new FeatureExtractor(null, null, new LightAbove()),
                        Map.of("PATH", ""),
                        clock,
                        new Random(1),
                        Supervisor.NONE,
                        "test");
        try (WatchFactory desk =
                        WatchFactory.open(
                                around, WatchSettings.standard(), new WatchListener() {});
                Database database = Database.open(Home.in(home));
                Connection other = database.connect()) {
            desk.once();
            clock.advance(Duration.ofHours(1));
            desk.once();
            long commits = commits(other);
            for (int tenMinutes = 0; tenMinutes < 6 * 20; tenMinutes++) {
                clock.advance(Duration.ofMinutes(10));
                assertThat(desk.round()).isTrue();
                assertThat(commits(other)).as(clock.instant().toString()).isEqualTo(commits);
            }
        }
    }

    private void setUp(Path home, Path drop) throws Exception {
        new SecretStore(Home.in(home)).write("desk", WebhookSigningKey.random().text());
        try (Database database = Database.open(Home.in(home))) {
            SourceSettings settings =
                    new SourceSettings(
                            "drop", SourceKind.FOLDER, drop.toString(), Duration.ofDays(30), false);
            database.write(handle -> new SourceRepository(handle).add(settings, clock.instant()));
            URI unused = URI.create("https://desk.example/alert");
            new Channels(database, clock)
                    .add(
                            "desk",
                            new ChannelConfig.Webhook(unused, false),
                            SubscriptionFilter.all(ZoneOffset.UTC));
        }
    }

    /** Returns a counter that changes with each commit by another connection. */
    private static long commits(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma data_version")) {
            return row.getLong(1);
        }
    }
}

package dev.framewatch.desk.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.alert.SecretStore;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.alert.send.WebhookSigningKey;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.source.Sources;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.SourceRepository;
import dev.framewatch.home.Home;
import dev.framewatch.testing.JavaProcess;
import dev.framewatch.testing.LoopbackSite;
import dev.framewatch.verdict.LightClips;
import dev.framewatch.verdict.LightTargets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.generic.GenericType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A watch that is killed again and again ends where one ends that was left in peace. The system
 * property {@code framewatch.kills} says how often; {@value #KILLS} times if it is not set.
 */
class KilledDeskTest {
    private static final int KILLS = 10;
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final String[] CLIPS = {"-++++-", "------", "+++---", "--++++", "-+----"};

    @TempDir private Path folder;

    @AutoClose private LoopbackSite site;
    private final Map<String, String> alerts = new ConcurrentHashMap<>();

    @BeforeEach
    void aSite() throws IOException {
        site = new LoopbackSite().otherwise(this::alert);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < CLIPS.length + 2; i++) {
            String path = "/%d.mp4".formatted(i);
            Path clip = LightClips.write(folder.resolve("clip.mp4"), CLIPS[i % CLIPS.length]);
            site.on(path, LoopbackSite.content("video/mp4", Files.readAllBytes(clip)));
            items.add(
                    """
                    {"id":"p%d","content_text":"caption","attachments":[{"url":"%s","mime_type":"video/mp4"}]}\
                    """
                            .formatted(i, site.at(path)));
        }
        String feed =
                "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":[%s]}"
                        .formatted(String.join(",", items));
        byte[] json = feed.getBytes(StandardCharsets.UTF_8);
        site.on("/feed.json", LoopbackSite.content("application/feed+json", json));
    }

    private void alert(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        alerts.put(id, new String(sent, StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(204, -1);
    }

    @Test
    void killedAtAnyStepItEndsWhereItEndsInPeace() throws Exception {
        Path peace = home("peace");
        int points = points(peace);
        Map<String, List<String>> expected = state(peace);
        int inPeace = alerts.size();
        assertThat(expected.get("sighting")).hasSize(4);
        int kills = Integer.getInteger("framewatch.kills", KILLS);
        int inSteps = Math.min(points, kills / 2);
        int done = 0;
        while (done < kills) {
            alerts.clear();
            Path home = home("killed-" + done);
            for (int run = 0; done < kills && run < 4; run++) {
                int point = done < inSteps ? 1 + done * points / inSteps : 0;
                kill(home, run, point);
                done++;
            }
            watch(home, 9, 0).waitFor();
            assertThat(state(home)).as("after %d kills", done).isEqualTo(expected);
            assertThat(alerts).as("different alerts after %d kills", done).hasSize(inPeace);
        }
    }

    private Path home(String name) throws IOException {
        Path home = folder.resolve(name);
        LightTargets.in(home.resolve("targets"), "light", 0).close();
        new SecretStore(Home.in(home)).write("desk", WebhookSigningKey.random().text());
        try (Database database = Database.open(Home.in(home))) {
            SourceSettings settings =
                    Sources.inside(SourceKind.FEED, "feed", site.at("/feed.json"));
            database.write(handle -> new SourceRepository(handle).add(settings, START));
            new Channels(database, Clock.fixed(START, ZoneOffset.UTC))
                    .add(
                            "desk",
                            new ChannelConfig.Webhook(site.at("/alert"), true),
                            SubscriptionFilter.all(ZoneOffset.UTC));
        }
        return home;
    }

    private int points(Path home) throws Exception {
        Process process = watch(home, 0, 0);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).as(said).startsWith("worked ");
        return Integer.parseInt(said.strip().substring("worked ".length()));
    }

    /** At a step, or at a moment of chance. */
    private static void kill(Path home, int run, int point) throws Exception {
        Process process = watch(home, run, point);
        if (point == 0) {
            process.waitFor(
                    new Random(run + home.hashCode()).nextInt(300, 2500), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
        }
        process.waitFor();
    }

    private static Process watch(Path home, int run, int point) throws IOException {
        Instant now = START.plus(Duration.ofMinutes(run));
        return new ProcessBuilder(
                        JavaProcess.command(
                                List.of("-XX:TieredStopAtLevel=1"),
                                KilledDesk.class,
                                home,
                                now.toEpochMilli(),
                                point))
                .redirectErrorStream(true)
                .start();
    }

    /** All that should be the same, however it came about; moments are not. */
    private static Map<String, List<String>> state(Path home) throws IOException {
        Map<String, List<String>> state = new TreeMap<>();
        try (Database database = Database.open(Home.in(home))) {
            rows(database, state, "post", "select id, status, video, attempts from post");
            rows(database, state, "video", "select sha256, path, cluster_id, seconds from video");
            rows(database, state, "verdict", "select video, target, verdict, score from verdict");
            rows(
                    database,
                    state,
                    "sighting",
                    "select id, target, post, cluster_id, state from sighting");
            rows(database, state, "message", "select channel, event_key, state from message");
            rows(database, state, "integrity", "select * from pragma_integrity_check");
            rows(database, state, "loose ends", "select * from pragma_foreign_key_check");
            nameFamiliesByTheirLeast(database, state);
        }
        for (String part : List.of("media", "evidence", "arriving")) {
            state.put(part, files(home.resolve(part)));
        }
        return state;
    }

    /** A family is called after whichever of its videos was looked at first. */
    private static void nameFamiliesByTheirLeast(
            Database database, Map<String, List<String>> state) {
        Map<String, String> names =
                database.read(handle ->
                        handle.createQuery(
                                        """
                                        select cluster_id, substr(min(sha256), 1, 12) as least
                                        from video group by cluster_id\
                                        """)
                                .setMapKeyColumn("cluster_id")
                                .setMapValueColumn("least")
                                .collectInto(new GenericType<Map<String, String>>() {}));
        for (String part : List.of("video", "sighting")) {
            state.computeIfPresent(part, (_, rows) -> renamed(rows, "cluster_id=%s", names));
        }
        state.computeIfPresent("message", (_, rows) -> renamed(rows, "light:%s", names));
    }

    private static List<String> renamed(
            List<String> rows, String where, Map<String, String> names) {
        List<String> renamed = new ArrayList<>();
        for (String row : rows) {
            String said = row;
            for (Map.Entry<String, String> name : names.entrySet()) {
                if (row.contains(where.formatted(name.getKey()))) {
                    said =
                            row.replace(
                                    where.formatted(name.getKey()),
                                    where.formatted(name.getValue()));
                }
            }
            renamed.add(said);
        }
        renamed.sort(null);
        return renamed;
    }

    private static void rows(
            Database database, Map<String, List<String>> state, String name, String query) {
        List<String> rows =
                database.read(handle ->
                        handle.createQuery(query).mapToMap().map(Objects::toString).list());
        state.put(name, rows.stream().sorted().collect(Collectors.toList()));
    }

    private static List<String> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}

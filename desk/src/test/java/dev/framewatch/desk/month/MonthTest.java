package dev.framewatch.desk.month;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.WatchFactory;
import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.alert.SecretStore;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.alert.send.WebhookSigningKey;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.desk.store.SourceRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.watch.Supervisor;
import dev.framewatch.desk.watch.WatchListener;
import dev.framewatch.desk.watch.WatchSettings;
import dev.framewatch.home.Home;
import dev.framewatch.testing.MutableClock;
import dev.framewatch.testing.Tutorial;
import dev.framewatch.verdict.LightAbove;
import dev.framewatch.verdict.LightTargets;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A month of watching in a minute: a thousand posts, or {@code -Dframewatch.posts=N}, on a site
 * that is often in trouble.
 */
class MonthTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration STEP = Duration.ofHours(1);
    private static final int POSTS = Integer.getInteger("framewatch.posts", 1_000);
    private static final int DRAWN = 25;
    private static final int DRAWN_MISSES = 90;
    private static final int COPIES = 3;
    private static final List<String> REAL = List.of("Trump.mp4", "Biden.mp4");

    @TempDir private Path folder;

    private final Random random = new Random(2026);
    private final Map<String, Path> media = new HashMap<>();
    private final List<Planned> posts = new ArrayList<>();
    private int planted;
    private int misses;
    private Path home;
    private final MutableClock clock = new MutableClock(START.toString());

    @BeforeEach
    void aMonthOfPosts() throws IOException {
        home = folder.resolve("home");
        LightTargets.in(home.resolve("targets"), "light", 0).close();
        Path site = Files.createDirectories(folder.resolve("site"));
        drawClips(new DrawnClips(site));
        if (Tutorial.isAvailable()) {
            copyRealClips(site);
        }
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) {
            times.add(START.plusSeconds(random.nextLong(MONTH.toSeconds())));
        }
        times.sort(null);
        for (int i = 0; i < POSTS; i++) {
            plan(i, times.get(i));
        }
    }

    private void drawClips(DrawnClips clips) throws IOException {
        for (int i = 0; i < DRAWN; i++) {
            for (int copy = 0; copy < COPIES; copy++) {
                media.put(path(i, copy), clips.write(i, copy, true));
            }
        }
        planted = DRAWN;
        for (int i = 0; i < DRAWN_MISSES; i++) {
            media.put(path(missed(i), 0), clips.write(DRAWN + i, 0, false));
        }
        misses = DRAWN_MISSES;
    }

    /** They are misses as they are, and planted where somebody has turned up the light. */
    private void copyRealClips(Path site) throws IOException {
        for (String name : REAL) {
            Path clip = Tutorial.video(name);
            media.put(path(missed(misses++), 0), clip);
            for (int copy = 0; copy < COPIES; copy++) {
                Path to = site.resolve("light-" + copy + "-" + name);
                media.put(path(planted, copy), RealClips.lightened(clip, copy, to));
            }
            planted++;
        }
    }

    private static int missed(int number) {
        return 1000 + number;
    }

    private static String path(int family, int copy) {
        return "/clip-%d-%d.mp4".formatted(family, copy);
    }

    /** One post in eight shows a planted family; every address is another. */
    private void plan(int i, Instant at) {
        boolean match = i % 8 == 0;
        int family = match ? random.nextInt(planted) : missed(random.nextInt(misses));
        String file = "/" + i + path(family, match ? random.nextInt(COPIES) : 0);
        boolean deleted = i % 97 == 0;
        int feed = random.nextInt(MonthSite.FEEDS);
        String id = "p" + i;
        posts.add(new Planned(id, at, feed, file, match ? family : -1, match, deleted));
        if (i % 10 == 0) {
            int other = (feed + 1) % MonthSite.FEEDS;
            posts.add(new Planned(id, at, other, file, match ? family : -1, match, deleted));
        }
    }

    @Test
    void everyPlantedSightingIsReportedOnceAFamilyAndNoOther() throws Exception {
        try (MonthSite site = new MonthSite(posts, media, clock::instant)) {
            setUp(site);
            long early = watch(site);
            assertThat(site.troubles()).isGreaterThan(100);
            assertThat(seenPosts()).isEqualTo(plantedPosts());
            assertThat(reportedFamilies(site)).containsExactlyInAnyOrderElementsOf(families());
            assertThat(usedMemory() - early)
                    .as("bytes more than after five days")
                    .isLessThan(20_000_000);
            assertThatTheDatabaseIsSound();
        }
    }

    private void setUp(MonthSite site) throws IOException {
        new SecretStore(Home.in(home)).write("desk", WebhookSigningKey.random().text());
        try (Database database = Database.open(Home.in(home))) {
            for (int feed = 0; feed < MonthSite.FEEDS; feed++) {
                SourceSettings settings =
                        new SourceSettings(
                                "feed" + feed,
                                SourceKind.FEED,
                                site.at("/feed" + feed + ".json").toString(),
                                Duration.ofMinutes(45L * (feed + 1)),
                                true);
                database.write(
                        handle -> new SourceRepository(handle).add(settings, clock.instant()));
            }
            new Channels(database, clock)
                    .add(
                            "desk",
                            new ChannelConfig.Webhook(site.at("/alert"), true),
                            SubscriptionFilter.all(ZoneOffset.UTC));
        }
    }

    /** Watches the month and half a day more; the memory in use after five days. */
    private long watch(MonthSite site) throws Exception {
        long early = 0;
        LightAbove eyes = new LightAbove();
        WatchFactory.RuntimeContext around =
                new WatchFactory.RuntimeContext(
                        Home.in(home),
                        _ -> new FeatureExtractor(null, null, eyes),
                        Map.of("PATH", ""),
                        clock,
                        new Random(1),
                        Supervisor.NONE,
                        "test");
        try (WatchFactory desk =
                WatchFactory.open(
                        around,
                        WatchSettings.standard().withPause(Duration.ZERO),
                        new WatchListener() {})) {
            Instant end = START.plus(MONTH).plus(Duration.ofHours(36));
            boolean jumped = false;
            boolean jumpedBack = false;
            for (int step = 0; clock.instant().isBefore(end); step++) {
                desk.round();
                clock.advance(STEP);
                site.receiverIsDown = step % 100 < 2; // two hours in four days
                if (!jumped && clock.instant().isAfter(START.plus(Duration.ofDays(12)))) {
                    clock.advance(Duration.ofHours(7));
                    jumped = true;
                }
                if (!jumpedBack && clock.instant().isAfter(START.plus(Duration.ofDays(20)))) {
                    clock.advance(Duration.ofHours(2).negated());
                    jumpedBack = true;
                }
                if (early == 0 && clock.instant().isAfter(START.plus(Duration.ofDays(5)))) {
                    early = usedMemory();
                }
            }
        }
        return early;
    }

    private Set<String> plantedPosts() {
        return posts.stream()
                .filter(post -> post.match() && !post.deleted())
                .map(Planned::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<Integer> families() {
        return posts.stream()
                .filter(post -> post.match() && !post.deleted())
                .map(Planned::family)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> seenPosts() throws IOException {
        Set<String> seen = new TreeSet<>();
        try (Database database = Database.open(Home.in(home))) {
            for (Sighting sighting :
                    database.read(handle -> new SightingRepository(handle).latest(POSTS))) {
                StoredPost post =
                        Objects.requireNonNull(
                                database.read(
                                        handle -> new PostRepository(handle).get(sighting.post())));
                seen.add(post.post().id().replaceFirst("^.* ", ""));
            }
        }
        return seen;
    }

    /** The planted family of each alert, as often as it was reported. */
    private List<Integer> reportedFamilies(MonthSite site) {
        Map<String, Planned> byCaption = new HashMap<>();
        posts.forEach(post -> byCaption.put("caption of " + post.id(), post));
        List<Integer> reported = new ArrayList<>();
        for (JsonNode alert : site.alerts()) {
            if (alert.path("type").asString().equals("sighting")) {
                String caption = alert.path("data").path("post").path("caption").asString();
                reported.add(Objects.requireNonNull(byCaption.get(caption)).family());
            }
        }
        return reported;
    }

    private void assertThatTheDatabaseIsSound() throws IOException {
        try (Database database = Database.open(Home.in(home))) {
            assertThat(pragma(database, "integrity_check")).containsExactly("ok");
            assertThat(pragma(database, "foreign_key_check")).isEmpty();
        }
    }

    private static List<String> pragma(Database database, String name) {
        return database.read(
                handle -> handle.createQuery("pragma " + name).mapTo(String.class).list());
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}

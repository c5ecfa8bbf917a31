package dev.framewatch.desk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.api.FoundPostDto;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.desk.search.FoundPost;
import dev.framewatch.desk.search.PostSearch.Summary;
import dev.framewatch.desk.service.PostSearchService.Recording;
import dev.framewatch.desk.service.PostSearchService.Request;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.watch.TestDesk;
import dev.framewatch.desk.watch.WatchSettingsFile;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import dev.framewatch.targets.InvalidTargetException;
import dev.framewatch.verdict.LightAbove;
import dev.framewatch.verdict.LightClips;
import dev.framewatch.verdict.LightTargets;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The target "dark" is made after the watch has judged a light clip and a dark one. */
class PostSearchServiceTest {
    @TempDir private static Path template;
    private static Path dark;

    @TempDir private Path folder;
    private TestDesk desk;
    private final List<FoundPost> found = new ArrayList<>();
    private final List<String> notSearched = new ArrayList<>();

    @BeforeAll
    static void watchBoth() throws Exception {
        TestDesk watched = new TestDesk(template.resolve("home"));
        Files.writeString(Home.in(watched.home()).watchFile(), "storyboards: 7d\n");
        watched.feed(watched.post("1", LightClips.write(template.resolve("1.mp4"), "-++++-")));
        dark = LightClips.write(template.resolve("2.mp4"), "+-----");
        watched.feed(watched.post("2", dark));
        try (TestDesk.Opened opened = watched.open(WatchSettingsFile.of(Home.in(watched.home())))) {
            opened.once();
        }
        DurableFiles.deleteTree(Home.in(watched.home()).media());
        LightTargets.in(Home.in(watched.home()).targets(), "dark", 0).close();
    }

    @BeforeEach
    void aCopyOfThatHome() throws IOException {
        Path home = folder.resolve("home");
        try (Stream<Path> all = Files.walk(template.resolve("home"))) {
            for (Path path : all.toList()) {
                Files.copy(path, home.resolve(template.resolve("home").relativize(path)));
            }
        }
        desk = TestDesk.reopened(home);
        desk.clock().advance(Duration.ofDays(1));
    }

    private Summary search(Recording recording, @Nullable Instant since, String... targets)
            throws Exception {
        found.clear();
        PostSearchService.Listener listener =
                new PostSearchService.Listener() {
                    @Override
                    public void searched(int videos, int ofVideos) {}

                    @Override
                    public void found(FoundPost post) {
                        found.add(post);
                    }

                    @Override
                    public void expired(String target) {
                        notSearched.add(target);
                    }

                    @Override
                    public void invalidTarget(InvalidTargetException problem) {
                        notSearched.add(String.valueOf(problem.getMessage()));
                    }
                };
        return new PostSearchService(
                        environment(), _ -> new FeatureExtractor(null, null, new LightAbove()))
                .search(new Request(List.of(targets), since, recording, false, "anna"), listener);
    }

    private DeskServices.Environment environment() {
        return new DeskServices.Environment(
                Home.in(desk.home()), desk.clock(), Map.of("PATH", ""), "test");
    }

    private List<String> column(String query) throws IOException {
        try (Database database = Database.open(Home.in(desk.home()))) {
            return database.read(handle -> handle.createQuery(query).mapTo(String.class).list());
        }
    }

    private List<Path> files(Path below) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aNewTargetIsFoundInPostsWhoseMediaAreGone() throws Exception {
        Summary summary = search(Recording.NONE, null, "dark");
        assertThat(summary.posts()).isEqualTo(2);
        assertThat(summary.seen()).isEqualTo(2);
        assertThat(summary.notSeen()).isZero();
        assertThat(summary.matches()).isEqualTo(1);
        FoundPostDto post = FoundPostDto.of(found.getFirst());
        assertThat(post.post().author()).isEqualTo("Anna 2");
        assertThat(post.video().sha256()).isEqualTo(Sha256.of(dark));
        assertThat(post.verdict()).isEqualTo("match");
        assertThat(post.at()).containsExactly(new TargetResult.Run(1, 3));
        assertThat(post.sighting()).isNull();
        assertThat(desk.sightings()).extracting(Sighting::target).containsExactly("light");
    }

    @Test
    void whatIsRecordedTwiceIsThereOnceWithItsEvidence() throws Exception {
        assertThat(search(Recording.SIGHTINGS, null).newSightings()).isEqualTo(1);
        assertThat(found).hasSize(2).allMatch(one -> one.sighting() != null);
        assertThat(search(Recording.SIGHTINGS, null).newSightings()).isZero();
        assertThat(found).hasSize(2);
        Sighting sighting = sightingOfDark();
        assertThat(sighting.post()).isEqualTo(found.get(1).post().id());
        assertThat(files(desk.home().resolve(sighting.evidence())))
                .extracting(file -> String.valueOf(file.getFileName()))
                .contains("sighting.json", "manifest.json")
                .anyMatch(name -> name.endsWith(".jpg"));
        assertThat(desk.home().resolve(sighting.evidence()).resolve("evidence.json"))
                .content()
                .contains(".storyboard", Sha256.of(dark));
    }

    private Sighting sightingOfDark() throws IOException {
        return desk.sightings().stream()
                .filter(one -> one.target().equals("dark"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void evidenceSaysThatItsFramesAreNotFromTheVideo() throws Exception {
        search(Recording.SIGHTINGS, null);

        Path evidence = desk.home().resolve(sightingOfDark().evidence());
        assertThat(evidence.resolve("evidence.json"))
                .content()
                .contains("\"frameOrigin\" : \"storyboard\"");
        assertThat(evidence.resolve("index.html"))
                .content()
                .contains("not the video itself", " UTC</td>");
    }

    @Test
    void onlyWhoeverAsksForAlertsHasThemSentAndOnlyForNewSightings() throws Exception {
        try (Database database = Database.open(Home.in(desk.home()))) {
            new Channels(database, desk.clock())
                    .add(
                            "feed",
                            new ChannelConfig.AtomFeed("/srv/feed.xml", 50),
                            SubscriptionFilter.all(ZoneOffset.UTC));
        }
        search(Recording.SIGHTINGS, null, "light");
        assertThat(column("select id from message")).isEmpty();
        search(Recording.SIGHTINGS_AND_ALERTS, null, "light");
        assertThat(column("select id from message")).isEmpty();
        search(Recording.SIGHTINGS_AND_ALERTS, null, "dark");
        search(Recording.SIGHTINGS_AND_ALERTS, null, "dark");
        assertThat(column("select id from message")).hasSize(1);
    }

    @Test
    void anExpiredTargetIsNotSearchedForAndEverySearchIsInTheAuditLog() throws Exception {
        try (DeskServices services = DeskServices.open(environment())) {
            services.governance()
                    .change("dark", new GovernanceChange("anna", "story", "2026-02-28"), "anna");
        }
        String reason =
                "target 'dark' has expired and is not searched for; give it a new last day first";
        assertThatThrownBy(() -> search(Recording.NONE, null, "dark", "light"))
                .isInstanceOf(RefusedException.class)
                .hasMessage(reason);
        assertThat(column("select subject from audit where action = 'posts-searched'")).isEmpty();
        search(Recording.NONE, null);
        assertThat(notSearched).containsExactly("dark");
        assertThat(found).extracting(one -> one.target().target()).containsExactly("light");
        assertThat(
                        column(
                                "select actor || ' ' || subject from audit where action ="
                                        + " 'posts-searched'"))
                .containsExactly("anna light");
    }

    @Test
    void postsThatCannotBeSearchedAreCounted() throws Exception {
        Path storyboard = Home.in(desk.home()).storyboard(Sha256.of(dark));
        byte[] intact = Files.readAllBytes(storyboard);
        Files.write(storyboard, new byte[300]);
        Summary damaged = search(Recording.NONE, null, "dark");
        assertThat(damaged.damaged()).isEqualTo(1);
        assertThat(damaged.seen()).isEqualTo(1);

        byte[] halfDamaged = intact.clone();
        halfDamaged[intact.length / 2] ^= 1;
        Files.write(storyboard, halfDamaged);
        assertThat(search(Recording.NONE, null, "dark").matches()).isEqualTo(1);
        assertThat(search(Recording.NONE, null, "light").incomplete()).isEqualTo(1);

        Files.delete(storyboard);
        assertThat(search(Recording.NONE, null, "dark").withoutStoryboard()).isEqualTo(1);
        try (Database database = Database.open(Home.in(desk.home()))) {
            database.write(handle ->
                    handle.execute("delete from storyboard where video = ?", Sha256.of(dark)));
        }
        assertThat(search(Recording.NONE, null, "dark").withoutStoryboard()).isEqualTo(1);
    }

    @Test
    void onlyPostsOfThePeriodCount() throws Exception {
        Summary none = search(Recording.NONE, desk.clock().instant(), "dark");
        assertThat(none.posts()).isZero();
        assertThat(found).isEmpty();
    }

    @Test
    void whoeverKeepsNoStoryboardsIsToldHowTo() throws Exception {
        Path home = folder.resolve("other");
        LightTargets.in(Home.in(home).targets(), "dark", 0).close();
        desk = TestDesk.reopened(home);
        assertThatThrownBy(() -> search(Recording.NONE, null))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("add 'storyboards: 7d' to watch.yaml");
    }
}

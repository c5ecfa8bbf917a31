package dev.framewatch.desk.watch;

import dev.framewatch.desk.fetch.FetchException;
import dev.framewatch.desk.fetch.FetchedMedia;
import dev.framewatch.desk.http.ServerClocks;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceResponse;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.source.Sources;
import dev.framewatch.desk.store.CleanUpRepository;
import dev.framewatch.desk.store.ConcernRepository;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PageRequest;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.PostRow;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.desk.store.SourceRepository;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.testing.MutableClock;
import dev.framewatch.verdict.LightAbove;
import dev.framewatch.verdict.LightTargets;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Home folder with a target that detects bright images, a source that the test fills, and a clock.
 */
public final class TestDesk {
    final Path home;
    final List<Post> feed = new CopyOnWriteArrayList<>();
    final List<SourceResponse> responses = new CopyOnWriteArrayList<>();
    final List<String> announced = new CopyOnWriteArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();
    Supervisor supervisor = Supervisor.NONE;
    final ServerClocks servers = new ServerClocks();
    final List<String> deleted = new CopyOnWriteArrayList<>();
    final List<ScheduledTask> tasks = new ArrayList<>();

    /** What fetching a post throws, by the id of the post. */
    final Map<String, Throwable> troubles = new ConcurrentHashMap<>();

    LightAbove eyes = new LightAbove();
    Function<Backbones, FeatureExtractor> models = _ -> new FeatureExtractor(null, null, eyes);
    final MutableClock clock = new MutableClock("2026-03-01T12:00:00Z");
    @Nullable Exception trouble;
    volatile Runnable whenAnnounced = () -> {};
    volatile Consumer<Post> beforeFetch = _ -> {};
    String missing = "";
    boolean unchanged;

    public TestDesk(Path home) throws IOException {
        this(home, true);
    }

    /** Returns the desk of a home that an earlier one has left. */
    public static TestDesk reopened(Path home) throws IOException {
        return new TestDesk(home, false);
    }

    private TestDesk(Path home, boolean isNew) throws IOException {
        this.home = home;
        if (!isNew) {
            return;
        }
        LightTargets.in(home.resolve("targets"), "light", 0).close();
        try (Database database = Database.open(Home.in(home))) {
            add(database, Sources.inside(SourceKind.FEED, "feed", "feed"));
        }
    }

    /** Makes any gap between two rounds a usual one, so that nothing keeps it from deleting. */
    void oftenStandsStill() throws IOException {
        try (Database database = Database.open(Home.in(home))) {
            database.write(handle ->
                    new CleanUpRepository(handle)
                            .set(
                                    new CleanUpRepository.CleanUp(
                                            clock.instant(), Duration.ofDays(1000), null)));
        }
    }

    static void add(Database database, SourceSettings settings) {
        database.write(handle -> new SourceRepository(handle).add(settings, Instant.EPOCH));
    }

    public Path home() {
        return home;
    }

    public void feed(Post post) {
        feed.add(post);
    }

    public Post post(String id, Path file) {
        return new Post(
                "web",
                id,
                null,
                new Post.Author("a-" + id, "Anna " + id),
                "caption of " + id,
                List.of(),
                clock.instant(),
                Post.Counters.UNKNOWN,
                new PostMedia.OnDisk(file),
                "{}");
    }

    public Opened open() throws IOException {
        return open(settings());
    }

    public static WatchSettings settings() {
        return WatchSettings.standard().withPause(Duration.ZERO);
    }

    public Opened open(WatchSettings settings) throws IOException {
        Watch.Parts parts =
                new Watch.Parts(
                        _ ->
                                cursor -> {
                                    if (trouble
                                            instanceof
                                            dev.framewatch.desk.source.SourceException failed) {
                                        throw failed;
                                    }
                                    return unchanged
                                            ? Source.Batch.unchanged(cursor)
                                            : new Source.Batch(feed, cursor, List.of())
                                                    .withResponses(responses);
                                },
                        (stored, folder) -> {
                            Post post = stored.post();
                            if (trouble instanceof FetchException failed) {
                                throw failed;
                            }
                            beforeFetch.accept(post);
                            Throwable thrown = troubles.get(post.id());
                            if (thrown != null) {
                                return thrown(thrown);
                            }
                            return copy(post, folder, missing);
                        },
                        new TargetStore(home.resolve("targets")),
                        part -> models.apply(part),
                        _ -> true,
                        (_, facts) -> {
                            announced.add(facts.sighting().id());
                            whenAnnounced.run();
                        },
                        tasks,
                        servers,
                        2,
                        supervisor,
                        "test");
        Database database = Database.open(Home.in(home));
        try {
            return new Opened(
                    database,
                    Watch.open(
                            Home.in(home),
                            database,
                            parts,
                            settings,
                            clock(),
                            new Random(1),
                            new WatchListener() {
                                @Override
                                public void note(String text) {
                                    notes.add(text);
                                }

                                @Override
                                public void deleted(String what, int count) {
                                    deleted.add(count + " " + what);
                                }
                            }));
        } catch (IOException e) {
            database.close();
            throw e;
        }
    }

    private static FetchedMedia thrown(Throwable thrown) throws FetchException {
        switch (thrown) {
            case FetchException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalArgumentException(thrown);
        }
    }

    /** A watch and its database. */
    public record Opened(Database database, Watch watch) implements AutoCloseable {
        public boolean once() throws IOException, InterruptedException {
            return watch.once();
        }

        @Override
        public void close() throws IOException {
            watch.close();
            database.close();
        }
    }

    public MutableClock clock() {
        return clock;
    }

    private static FetchedMedia copy(Post post, Path folder, String missing) {
        try {
            Path from = ((PostMedia.OnDisk) post.media()).path();
            Path to = Files.copy(from, folder.resolve("video.mp4"));
            return new FetchedMedia(to, Sha256.of(to), Files.size(to), null, post, missing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the status of each post and the reason of its failure, by the id of the post. */
    Map<String, String> posts() throws IOException {
        try (Database database = Database.open(Home.in(home))) {
            Map<String, String> posts = new TreeMap<>();
            for (PostRow row :
                    database.read(handle ->
                                    new PostRepository(handle)
                                            .page(PostRow.Filter.ALL, PageRequest.first(1000)))
                            .items()) {
                String reason = row.reason() == null ? "" : ": " + row.reason();
                posts.put(row.post().post().id(), row.status().text() + reason);
            }
            return posts;
        }
    }

    /** Returns the reasons of the current problems of the watch. */
    List<String> concerns() throws IOException {
        try (Database database = Database.open(Home.in(home))) {
            return database.read(handle -> new ConcernRepository(handle).all()).stream()
                    .map(ConcernRepository.Concern::reason)
                    .toList();
        }
    }

    public List<Sighting> sightings() throws IOException {
        try (Database database = Database.open(Home.in(home))) {
            return database.read(handle -> new SightingRepository(handle).latest(1000));
        }
    }
}

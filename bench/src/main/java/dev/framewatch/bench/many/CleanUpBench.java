package dev.framewatch.bench.many;

import dev.framewatch.desk.WatchFactory;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.watch.WatchListener;
import dev.framewatch.desk.watch.WatchSettings;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Measures how long a watch needs to delete expired evidence and media: {@code CleanUpBench FOLDER
 * [POSTS [EXPIRED]]}. Each post has a video and a sighting; those of the expired ones have files.
 * The time of a round without anything to delete is printed beside it. A new home folder is made in
 * FOLDER for each size.
 */
public final class CleanUpBench {
    private static final int POSTS = 100_000;
    private static final int EXPIRED = 100;
    private static final Clock CLOCK = Clock.systemUTC();
    private static final long NOW = CLOCK.millis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Home home;

    private CleanUpBench(Path folder) {
        this.home = Home.in(folder);
    }

    /** Prints the times for a tenth of the posts and for all of them. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 1) {
            System.err.println("usage: FOLDER [POSTS [EXPIRED]]");
            System.exit(2);
        }
        int posts = args.length > 1 ? Integer.parseInt(args[1]) : POSTS;
        int expired = args.length > 2 ? Integer.parseInt(args[2]) : EXPIRED;
        for (int count : new int[] {posts / 10, posts}) {
            CleanUpBench bench =
                    new CleanUpBench(Path.of(args[0]).resolve("posts-" + count + "-" + NOW));
            bench.fill(count, expired);
            double first = bench.round();
            double second = bench.round();
            System.out.printf(
                    Locale.ROOT,
                    "%d posts: %.2f s with %d expired sightings, %.2f s with none; %d files left%n",
                    count,
                    first,
                    expired,
                    second,
                    bench.files());
        }
    }

    /** Stores posts whose sightings were reviewed two days ago: the first ones were rejected. */
    private void fill(int posts, int expired) throws IOException {
        Files.createDirectories(home.directory());
        for (int i = 0; i < expired; i++) {
            Files.writeString(home.directory().resolve(media(i)), "video");
            Files.createDirectories(home.directory().resolve(evidence(i)));
            Files.writeString(home.directory().resolve(evidence(i)).resolve("evidence.json"), "{}");
        }
        try (Database database = Database.open(home)) {
            database.write(handle -> insert(handle, posts, expired));
        }
    }

    private static String media(int number) {
        return "media-" + number;
    }

    private static String evidence(int number) {
        return "evidence-" + number;
    }

    private static void insert(Handle handle, int posts, int expired) {
        PreparedBatch videos =
                handle.prepareBatch(
                        "insert into video (sha256, bytes, path, fetched_at, cluster_id) values"
                                + " (:video, 5, :path, :then, :video)");
        PreparedBatch found =
                handle.prepareBatch(
                        """
                        insert into post (id, platform, platform_id, source, allow_private, author_id,
                            author, caption, hashtags, media, metadata, found_at, status, due_at, video,
                            judged_at)
                        values (:post, 'web', :post, 'feed', 0, '', 'Anna', 'caption', '[]',
                            '{"none":"bench"}', '', :then, 'judged', 0, :video, :then)\
                        """);
        PreparedBatch sightings =
                handle.prepareBatch(
                        """
                        insert into sighting (id, target, post, video, cluster_id, target_sha256, score,
                            positive_fraction, seen_at, state, evidence)
                        values (:post, 'target', :post, :video, :video, '0', 0.9, 0.5, :then, :state,
                            :evidence)\
                        """);
        for (int i = 0; i < posts; i++) {
            boolean isExpired = i < expired;
            for (PreparedBatch batch : new PreparedBatch[] {videos, found, sightings}) {
                batch.bind("video", "v" + i).bind("post", "p" + i).bind("then", NOW - 2 * DAY);
            }
            videos.bind("path", isExpired ? media(i) : null).add();
            found.add();
            sightings
                    .bind("state", isExpired ? "rejected" : "confirmed")
                    .bind("evidence", isExpired ? evidence(i) : "kept")
                    .add();
        }
        videos.execute();
        found.execute();
        sightings.execute();
    }

    /** Returns the seconds that a round of a watch without sources and targets takes. */
    private double round() throws IOException, InterruptedException {
        WatchFactory.RuntimeContext context =
                new WatchFactory.RuntimeContext(
                        home,
                        _ -> {
                            throw new IllegalStateException("there are no targets");
                        },
                        Map.of(),
                        CLOCK,
                        new Random(1),
                        _ -> {},
                        "bench");
        long start = System.nanoTime();
        try (WatchFactory watch =
                WatchFactory.open(context, WatchSettings.standard(), new WatchListener() {})) {
            watch.once();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(home.directory())) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("media-") || name.startsWith("evidence-"))
                    .count();
        }
    }
}

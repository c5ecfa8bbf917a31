package dev.framewatch.desk.evidence;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.watch.TestDesk;
import dev.framewatch.verdict.LightClips;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A home folder in which the watch has seen a Target, for tests of what comes of it. */
public final class SeenOnce {
    /** What a feed said, as it came. */
    public static final String METADATA = "{\"id\": \"7\",\n \"text\": \"Grüße\"}";

    /** The files of the home by their path in it; made once, because a watch takes a second. */
    private static final Map<String, byte[]> HOME = new TreeMap<>();

    private SeenOnce() {}

    /** One Sighting: a caption that is a formula, an author that plays tricks. */
    public static synchronized TestDesk in(Path folder) throws Exception {
        Path home = folder.resolve("home");
        Post post = post("7", "=HYPERLINK(\"http://x\")", folder, "-++++-");
        if (!HOME.isEmpty()) {
            write(home);
            TestDesk desk = TestDesk.reopened(home);
            desk.feed(post);
            return desk;
        }
        TestDesk desk = new TestDesk(home);
        desk.feed(post);
        watch(desk);
        read(home);
        return desk;
    }

    private static void read(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                HOME.put(home.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
    }

    private static void write(Path home) throws IOException {
        for (Map.Entry<String, byte[]> file : HOME.entrySet()) {
            Path to = home.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(to.getParent()));
            Files.write(to, file.getValue());
        }
    }

    /** A Post with a clip of its own. */
    public static Post post(String id, String caption, Path folder, String pictures)
            throws Exception {
        return new Post(
                "tiktok",
                id,
                URI.create("https://example.org/v/" + id),
                new Post.Author("-" + id, "Anna \u202e" + id),
                caption,
                List.of("one", "two"),
                Instant.parse("2026-02-28T10:00:00Z"),
                new Post.Counters(100L, 2L, null, 3L),
                new PostMedia.OnDisk(LightClips.write(folder.resolve(id + ".mp4"), pictures)),
                METADATA);
    }

    /** Lets the watch look once. */
    public static void watch(TestDesk desk) throws Exception {
        try (TestDesk.Opened watch = desk.open()) {
            if (!watch.once()) {
                throw new AssertionError("the watch did not work");
            }
        }
    }

    /** The folder of the latest Sighting. */
    public static Path evidence(TestDesk desk) throws Exception {
        Sighting sighting = desk.sightings().getFirst();
        return desk.home().resolve(sighting.evidence());
    }
}

package dev.framewatch.web;

import dev.framewatch.desk.evidence.EvidenceFolder;
import dev.framewatch.desk.evidence.EvidenceWriter;
import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.SourceService.NewSource;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.file.Sha256;
import dev.framewatch.geometry.Box;
import dev.framewatch.home.Home;
import dev.framewatch.verdict.Coverage;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.LightTargets;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import dev.framewatch.video.Clips;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoEncoding.Codec;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A home folder with drawn sightings of the target {@code mayor}, as a watch leaves them, and its
 * services.
 */
public final class Newsroom implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final String HOSTILE = "<script>alert(1)</script> & \"quoted\" \u202eright to left";
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int SECONDS = 12;
    private static byte[] clipBytes = {};

    private static final List<String> CAPTIONS =
            List.of(
                    "Opening of the new harbour bridge",
                    HOSTILE,
                    "Live from the market square, part two of the long afternoon with speeches",
                    "",
                    "He said WHAT about the tram? \uD83D\uDE33 #city #tram");

    final Home home;
    final DeskServices desk;
    final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    final List<String> ids = new ArrayList<>();
    private final Database database;
    private final Path clip;

    Newsroom(Path folder) throws IOException {
        home = Home.in(folder.resolve("home"));
        desk =
                DeskServices.open(
                        new DeskServices.Environment(home, clock, Map.of("PATH", ""), "test"));
        database = Database.open(home);
        LightTargets.in(home.targets(), "mayor", 0);
        Path posts = Files.createDirectories(folder.resolve("posts"));
        desk.sources()
                .add(
                        new NewSource(
                                "city", "folder", posts.toString(), Duration.ofMinutes(15), false),
                        "anna");
        clip = Files.write(folder.resolve("clip.mp4"), clip());
    }

    /** Returns the clip of every sighting; encoded once, since that takes a second. */
    private static synchronized byte[] clip() throws IOException {
        if (clipBytes.length == 0) {
            Path file = Files.createTempFile("newsroom", ".mp4");
            try {
                Clips.write(
                        file, VideoEncoding.of(Codec.H264, 2), SECONDS * 2, i -> drawn(i / 2.0, 0));
                clipBytes = Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        }
        return clipBytes;
    }

    /** Starts its desk for anna, on a free port; to be closed before this. */
    WebDesk serve(WebDesk.Listener listener) throws IOException {
        return WebDesk.start(desk, clock, new WebDesk.Settings(0, "anna", "test"), listener);
    }

    /** Adds sightings, each with its own clip family. */
    Newsroom add(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            add(ids.size(), "family" + ids.size());
        }
        return this;
    }

    /** Adds a sighting in a clip family, and returns its ID. */
    String add(int number, String family) throws IOException {
        Instant seenAt = NOON.minus(Duration.ofMinutes(37L * number + 3));
        String sha256 =
                Sha256.of(("video " + number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Path media = Files.createDirectories(home.media().resolve(sha256.substring(0, 2)));
        Path video = media.resolve(sha256 + ".mp4");
        Files.copy(clip, video, StandardCopyOption.REPLACE_EXISTING);
        Post post =
                new Post(
                        "tiktok",
                        "70" + number,
                        URI.create("https://example.org/v/70" + number),
                        new Post.Author("author" + number, "Author <" + number + ">"),
                        CAPTIONS.get(Math.floorMod(number, CAPTIONS.size())),
                        List.of("city"),
                        seenAt.minusSeconds(3600),
                        new Post.Counters(1200L * (number + 2), null, null, null),
                        new PostMedia.At(URI.create("https://example.org/v/7.mp4"), ""),
                        "{\"id\":7}");
        String id = Sighting.id("mayor", StoredPost.id(post));
        double best = 0.55 + 0.44 * Math.floorMod(number * 7, 10) / 10.0;
        List<FrameScore> scores = new ArrayList<>();
        for (int t = 0; t < SECONDS; t++) {
            double score = t >= 3 && t <= 7 ? best - 0.03 * Math.abs(t - 5) : 0.08 + 0.03 * (t % 3);
            scores.add(new FrameScore(t, score, score >= 0.5, score >= 0.5 ? face(t) : null));
        }
        TargetResult target =
                new TargetResult(
                        "mayor",
                        "d".repeat(64),
                        new Verdict.Match(),
                        Rule.tutorial(),
                        0.5,
                        1,
                        scores);
        VideoResult result =
                new VideoResult(
                        video,
                        sha256,
                        new Coverage(SECONDS, SECONDS, SECONDS, SECONDS, false),
                        5,
                        1,
                        List.of(target));
        Path frames = home.evidenceFrames().resolve(sha256);
        List<EvidenceFrame> kept = new ArrayList<>();
        for (int t : List.of(5, 4, 6)) {
            kept.add(new EvidenceFrame(scores.get(t), drawn(t, number)));
        }
        new EvidenceWriter("test").write(frames, result, target, kept);
        StoredVerdict verdict = StoredVerdict.of(result, target);
        Sighting sighting =
                new Sighting(
                        id,
                        "mayor",
                        StoredPost.id(post),
                        sha256,
                        family,
                        target.detector(),
                        best,
                        5.0 / SECONDS,
                        seenAt,
                        Sighting.State.NEW,
                        Math.floorMod(number, 4) == 3 ? "undecided" : "match",
                        "evidence/" + id);
        database.write(handle -> {
            PostRepository posts = new PostRepository(handle);
            VideoRepository videos = new VideoRepository(handle);
            posts.add(post, "city", false, seenAt);
            videos.markFetched(
                    new Video(
                            sha256,
                            Files.size(video),
                            null,
                            home.directory().relativize(video).toString(),
                            seenAt,
                            "https://example.org/v/7.mp4",
                            null));
            posts.markFetched(StoredPost.id(post), sha256, post, "");
            videos.addVerdicts(sha256, List.of(verdict), seenAt);
            posts.markJudged(StoredPost.id(post), seenAt);
            videos.markScanned(sha256, SECONDS, family, null);
            EvidenceFolder.write(
                    home.resolve(sighting.evidence()),
                    new SightingRecord(
                            sighting,
                            Objects.requireNonNull(posts.get(StoredPost.id(post))),
                            Objects.requireNonNull(videos.get(sha256)),
                            verdict),
                    null,
                    frames,
                    "test");
            new SightingRepository(handle).add(sighting);
        });
        ids.add(id);
        return id;
    }

    private static Box face(double seconds) {
        return new Box(x(seconds) - 62, 78, 124, 156);
    }

    private static int x(double seconds) {
        return (int) (150 + 28 * seconds);
    }

    /** Draws a person who crosses a square. */
    private static RgbImage drawn(double seconds, int number) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D draw = image.createGraphics();
        draw.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        float hue = (number * 0.137f) % 1;
        draw.setPaint(
                new GradientPaint(
                        0,
                        0,
                        Color.getHSBColor(hue, 0.25f, 0.92f),
                        0,
                        HEIGHT,
                        Color.getHSBColor(hue, 0.35f, 0.6f)));
        draw.fillRect(0, 0, WIDTH, HEIGHT);
        draw.setColor(Color.getHSBColor(hue, 0.3f, 0.45f));
        for (int i = 0; i < 6; i++) {
            int tall = 90 + Math.floorMod(i * 53 + number * 31, 120);
            draw.fillRect(i * 110, HEIGHT - 70 - tall, 92, tall + 70);
        }
        int x = x(seconds);
        draw.setColor(new Color(60, 66, 84));
        draw.fillRoundRect(x - 105, 225, 210, 200, 90, 90);
        draw.setColor(new Color(226, 182, 150));
        draw.fillOval(x - 60, 80, 120, 150);
        draw.setColor(new Color(120, 116, 112));
        draw.fillArc(x - 62, 70, 124, 110, 0, 180);
        draw.setColor(new Color(40, 40, 46));
        draw.fillOval(x - 32, 142, 14, 12);
        draw.fillOval(x + 18, 142, 14, 12);
        draw.setStroke(new BasicStroke(4));
        draw.drawArc(x - 24, 175, 48, 26, 200, 140);
        draw.dispose();
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int pixel = image.getRGB(i % WIDTH, i / WIDTH);
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new RgbImage(WIDTH, HEIGHT, rgb);
    }

    @Override
    public void close() {
        database.close();
        desk.close();
    }
}

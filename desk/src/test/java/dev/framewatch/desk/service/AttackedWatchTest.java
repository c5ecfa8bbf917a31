package dev.framewatch.desk.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.WatchFactory;
import dev.framewatch.desk.api.StatusDto;
import dev.framewatch.desk.api.StatusDto.SourceStatus;
import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.service.SourceService.NewSource;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PageRequest;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.PostRow;
import dev.framewatch.desk.store.PostStatus;
import dev.framewatch.desk.watch.Supervisor;
import dev.framewatch.desk.watch.WatchListener;
import dev.framewatch.home.Home;
import dev.framewatch.testing.LoopbackSite;
import dev.framewatch.verdict.LightAbove;
import dev.framewatch.verdict.LightClips;
import dev.framewatch.verdict.LightTargets;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoEncoding.Codec;
import dev.framewatch.video.VideoWriter;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A watch whose other sources send damaged, stretched, oversized and misleading files and feeds
 * does its work as if they were not there. All of them are harmless to other programs.
 */
@Timeout(180)
class AttackedWatchTest {
    private static final long MAX_HEAP_BYTES = 600_000_000;
    private static final String JSON_FEED = "application/feed+json";
    private static final String RSS = "application/rss+xml";

    @TempDir private Path folder;

    @AutoClose private final LoopbackSite site = new LoopbackSite();

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger replacements = new AtomicInteger();

    AttackedWatchTest() throws IOException {}

    /** Fails as if a picture that is quite black took all memory. */
    private static final class Hungry extends LightAbove {
        @Override
        public List<float[]> extract(RgbImage image) {
            List<float[]> light = super.extract(image);
            if (light.getFirst()[0] < 0.05) {
                throw new OutOfMemoryError("Java heap space");
            }
            return light;
        }
    }

    /** Returns the content of each hostile file, by its name. */
    private Map<String, byte[]> files() throws IOException {
        byte[] clip = Files.readAllBytes(LightClips.write(folder.resolve("whole.mp4"), "+-+-"));
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(
                "poison.mp4", Files.readAllBytes(LightClips.write(folder.resolve("p.mp4"), "??")));
        files.put("stretched.mkv", Files.readAllBytes(stretched(folder.resolve("s.mkv"))));
        files.put("truncated.mp4", Arrays.copyOf(clip, clip.length / 2));
        files.put("index-missing.mp4", Arrays.copyOf(clip, 40));
        files.put("noise.mp4", noise);
        files.put("noise-after-head.mp4", concat(Arrays.copyOf(clip, 64), noise));
        files.put("endless-box.mp4", concat(Arrays.copyOf(clip, 32), box(Integer.MAX_VALUE)));
        files.put("huge.png", hugePng());
        files.put("huge.gif", "GIF89a\u00ff\u00ff\u00ff\u00ff".getBytes(UTF_8));
        files.put("list.mp4", "#EXTM3U\n#EXTINF:1,\n/etc/hostname\n".getBytes(UTF_8));
        files.put("drawing.svg", nested("<g>", 20_000, "</g>").getBytes(UTF_8));
        files.put("text.jpg", "no picture".getBytes(UTF_8));
        files.put("a \u001b[2J\nname.mp4", noise);
        return files;
    }

    private static Path stretched(Path file) throws IOException {
        byte[] grey = new byte[3 * 64 * 64];
        Arrays.fill(grey, (byte) 90);
        RgbImage image = new RgbImage(64, 64, grey);
        try (var writer = new VideoWriter(file, 64, 64, VideoEncoding.of(Codec.H264, 10))) {
            for (int i = 0; i < 20; i++) {
                writer.add(image, i * 3600.0);
            }
            writer.finish();
        }
        return file;
    }

    private static byte[] box(int size) {
        return ByteBuffer.allocate(8).putInt(size).put("moov".getBytes(UTF_8)).array();
    }

    /** Claims 60,000 by 60,000 pixels. */
    private static byte[] hugePng() {
        return ByteBuffer.allocate(33)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(13)
                .put("IHDR".getBytes(UTF_8))
                .putInt(60_000)
                .putInt(60_000)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static String nested(String begin, int depth, String end) {
        return begin.repeat(depth) + end.repeat(depth);
    }

    /** Serves the feeds and returns the address of each hostile feed, by the name of its source. */
    private Map<String, String> feeds() throws IOException {
        Map<String, String> feeds = new LinkedHashMap<>();
        feed(feeds, "deep-xml", RSS, "<rss><channel>" + nested("<a>", 50_000, "</a>"));
        feed(feeds, "deep-json", JSON_FEED, nested("[", 50_000, "]"));
        feed(feeds, "long-number", JSON_FEED, "{\"version\":1%s}".formatted("0".repeat(1 << 20)));
        feed(feeds, "entities", RSS, "<!DOCTYPE rss [<!ENTITY a \"aa\">]><rss>&a;</rss>");
        feed(feeds, "noise", RSS, "\u0000\u0001\u0002".repeat(1000));
        feed(feeds, "too-large", RSS, " ".repeat(20 << 20));
        feed(
                feeds,
                "inside",
                JSON_FEED,
                """
                {"version":"https://jsonfeed.org/version/1.1","title":"t","items":[
                {"id":"file","attachments":[{"url":"file:///etc/hostname","mime_type":"video/mp4"}]},
                {"id":"gone","attachments":[{"url":"%s","mime_type":"video/mp4"}]},
                {"id":"half","attachments":[{"url":"%s","mime_type":"video/mp4"}]},
                {"id":"loop","attachments":[{"url":"%s","mime_type":"video/mp4"}]}]}\
                """
                        .formatted(
                                site.at("/404.mp4"), site.at("/half.mp4"), site.at("/loop.mp4")));
        site.on("/half.mp4", LoopbackSite.cutOff("video/mp4", new byte[10_000]));
        site.on("/loop.mp4", LoopbackSite.redirect(site.at("/loop.mp4").toString()));
        return feeds;
    }

    private void feed(Map<String, String> feeds, String name, String type, String content) {
        site.on("/" + name, LoopbackSite.content(type, content.getBytes(UTF_8)));
        feeds.put(name, site.at("/" + name).toString());
    }

    private Path drop(String name, Map<String, byte[]> files) throws IOException {
        Path drop = Files.createDirectory(folder.resolve(name));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path written = Files.write(drop.resolve(file.getKey()), file.getValue());
            Files.setLastModifiedTime(written, FileTime.from(TestServices.NOON.minusSeconds(3600)));
        }
        return drop;
    }

    private final class Events implements WatchListener {
        @Override
        public void note(String text) {
            notes.add(text);
        }

        @Override
        public void pollFailed(String source, String reason, Duration delay) {
            notes.add(source + ": " + reason);
        }

        @Override
        public void fetchFailed(String post, String reason, boolean isFinal) {
            notes.add(post + ": " + reason);
        }

        @Override
        public void scanFailed(String video, String reason, boolean isFinal) {
            events.add("scanned " + video);
            notes.add(reason);
        }

        @Override
        public void scanned(String video, List<String> verdicts) {
            events.add("scanned " + video);
        }

        @Override
        public void sighted(SightingRecord sighting) {
            events.add("sighted");
        }
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    /** Returns the scans that a watch needed until it sighted something, in their order. */
    private List<String> scansUntilSighted() {
        assertThat(events).contains("sighted");
        return events.subList(0, events.indexOf("sighted")).stream()
                .filter(event -> event.startsWith("scanned "))
                .toList();
    }

    /** Returns the scans that the good source needs if it is the only one. */
    private List<String> scansOfGoodSourceAlone(Path own) throws Exception {
        Home home = Home.in(folder.resolve("alone"));
        LightTargets.in(home.targets(), "light", 0).close();
        try (TestServices desk = new TestServices(home.directory())) {
            addGood(desk, own);
            assertThat(once(home)).isTrue();
        }
        List<String> scans = scansUntilSighted();
        events.clear();
        return scans;
    }

    private static void addGood(TestServices desk, Path own) throws IOException {
        desk.services
                .sources()
                .add(
                        new NewSource("good", "folder", own.toString(), Duration.ofHours(1), false),
                        "anna");
    }

    @Test
    void theGoodSourceIsReportedAndNothingElseIsHarmed() throws Exception {
        Home home = Home.in(folder.resolve("home"));
        LightTargets.in(home.targets(), "light", 0).close();
        Path good = LightClips.write(folder.resolve("good.mp4"), "-++++-");
        Map<String, byte[]> hostile = files();
        Map<String, String> feeds = feeds();
        Path own = drop("own", Map.of("good.mp4", Files.readAllBytes(good)));
        List<String> alone = scansOfGoodSourceAlone(own);
        StatusDto status;
        try (TestServices desk = new TestServices(home.directory())) {
            SourceService sources = desk.services.sources();
            Duration hour = Duration.ofHours(1);
            String drop = drop("drop", hostile).toString();
            sources.add(new NewSource("drop", "folder", drop, hour, false), "anna");
            for (Map.Entry<String, String> feed : feeds.entrySet()) {
                sources.add(
                        new NewSource(feed.getKey(), "feed", feed.getValue(), hour, true), "anna");
            }
            addGood(desk, own);

            heap().forEach(MemoryPoolMXBean::resetPeakUsage);
            assertThat(once(home)).isFalse();
            status = desk.services.status().status();
        }

        // in the same round, and each other file delays it by one scan at most, however that ends
        List<String> beside = scansUntilSighted();
        assertThat(beside)
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(alone.size() + hostile.size());
        assertThat(replacements).hasValue(0);
        assertThat(heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum())
                .isLessThan(MAX_HEAP_BYTES);
        Map<String, PostRow> posts = posts(home);
        assertThat(posts).containsKeys("good.mp4", "poison.mp4", "stretched.mkv");
        posts.forEach((name, post) -> {
            boolean isSettled =
                    post.status() == PostStatus.JUDGED
                            || post.status() == PostStatus.LOST
                            || post.reason() != null;
            assertThat(isSettled).as(name).isTrue();
        });
        assertThat(notes).contains("scanning it failed (OutOfMemoryError)");
        assertThat(notes)
                .filteredOn(note -> !note.contains("OutOfMemoryError"))
                .noneMatch(note -> note.matches("(?s).*(Exception|Error|\\bat dev\\.|\u001b).*"));
        assertThat(status.sources())
                .filteredOn(source -> feeds.containsKey(source.name()))
                .filteredOn(source -> !source.name().equals("inside"))
                .extracting(SourceStatus::state)
                .containsOnly("failing");
        assertThat(status.healthy()).isFalse();
    }

    private boolean once(Home home) throws Exception {
        WatchService service =
                new WatchService(
                        TestServices.environment(home),
                        _ -> new FeatureExtractor(null, null, new Hungry()));
        Supervisor supervisor = _ -> replacements.incrementAndGet();
        try (WatchFactory watch = service.open(null, new Events(), supervisor)) {
            return watch.once();
        }
    }

    private static Map<String, PostRow> posts(Home home) throws Exception {
        Map<String, PostRow> posts = new TreeMap<>();
        try (Database database = Database.open(home)) {
            List<PostRow> rows =
                    database.read(handle ->
                                    new PostRepository(handle)
                                            .page(PostRow.Filter.ALL, PageRequest.first(1000)))
                            .items();
            for (PostRow row : rows) {
                String caption = row.post().post().caption();
                posts.put(caption.isEmpty() ? row.post().post().id() : caption, row);
            }
        }
        return posts;
    }
}

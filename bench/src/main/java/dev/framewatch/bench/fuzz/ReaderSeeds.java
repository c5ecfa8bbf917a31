package dev.framewatch.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Makes one sound file of each kind, with the program's own commands where it writes that kind. */
final class ReaderSeeds {
    private static final String RSS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
            <title>news</title><link>https://example.org/</link>
            <item><guid>1</guid><title>One</title><link>https://example.org/1</link>
            <pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>
            <description>&lt;p&gt;text &lt;img src="a.jpg"&gt;&lt;/p&gt;</description>
            <enclosure url="https://example.org/1.mp4" type="video/mp4" length="10"/>
            <media:group><media:content url="https://example.org/2.mp4" medium="video"/></media:group>
            </item></channel></rss>
            """;
    private static final String ATOM =
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/">
            <title>news</title><id>urn:1</id><updated>2026-03-02T10:00:00Z</updated>
            <entry><id>urn:2</id><title type="html">One</title><updated>2026-03-02T10:00:00Z</updated>
            <link rel="enclosure" href="1.mp4" type="video/mp4"/>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">text</div></content>
            </entry></feed>
            """;
    private static final String JSON_FEED =
            """
            {"version":"https://jsonfeed.org/version/1.1","title":"news","items":[{"id":"1",
            "url":"https://example.org/1","content_html":"<p>text</p>","date_published":
            "2026-03-02T10:00:00Z","authors":[{"name":"A"}],"attachments":[{"url":
            "https://example.org/1.mp4","mime_type":"video/mp4","size_in_bytes":10}]}]}
            """;
    private static final String LABELS =
            """
            Image_ID,Class,Group
            0.png,1,v1
            "1.png",1,v2
            2.png,0,v3
            3.png,0,"v 4"
            """;
    private static final String WATCH =
            """
            sampling_interval: 1
            rule: share:1/3
            download_delay: 1s
            max_video_size: 200MB
            max_video_duration: 20m
            retain_posts: 30d
            """;
    private static final String COMMAND =
            """
            run: [/bin/true, --out, "{work}", --newer-than, "{since}"]
            timeout: 600
            max_output_mb: 2048
            environment: [SCRAPE_TOKEN]
            results: ["out/*.json"]
            rows: data.items
            platform: example
            fields:
              id: code
              page: url
              posted_at: created
            media: ["clips/{code}.mp4", "{videoUrl}"]
            """;
    private static final String RESEARCH =
            """
            client_key: aw1234567890
            client_secret_env: TIKTOK_SECRET
            regions: [US, CA]
            hashtags: [politics, march]
            query:
              not:
                - {operation: EQ, field_name: video_length, field_values: [EXTRA_LONG]}
            days: 7
            max_items: 1000
            quota: 1000
            """;
    private static final String HEAD =
            """
            layers:
              - dense: 16
                activation: sigmoid
              - dropout: 0.5
              - dense: classes
                activation: softmax
            epochs: 10
            """;

    private final Path folder;
    private final Path home;

    ReaderSeeds(Path folder, Path home) {
        this.folder = folder;
        this.home = home;
    }

    /** Returns the seeds by name; the images of the labels lie in {@link #images}. */
    Map<String, byte[]> make() throws IOException, ReflectiveOperationException {
        Files.createDirectories(images());
        for (int i = 0; i < 4; i++) {
            Files.write(images().resolve(i + ".png"), ImageFiles.encodePng(picture(i)));
        }
        Path artwork = images().resolve("0.png");
        succeed("enrol", "art", "--kind", "artwork", artwork.toString());
        Path drop = Files.createDirectories(folder.resolve("drop"));
        clip(drop.resolve("clip.mp4"));
        succeed("sources", "add", "drop", "folder", drop.toString());
        succeed("watch", "--once");
        Path evidence = folder.resolve("evidence.zip");
        Files.deleteIfExists(evidence);
        succeed("sightings", "export", "--zip", evidence.toString());
        Path backup = folder.resolve("backup.zip");
        Files.deleteIfExists(backup);
        succeed("backup", backup.toString());
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("target", Files.readAllBytes(home.resolve("targets/art.target")));
        seeds.put("evidence", Files.readAllBytes(evidence));
        seeds.put("backup", Files.readAllBytes(backup));
        seeds.put("rss", RSS.getBytes(UTF_8));
        seeds.put("atom", ATOM.getBytes(UTF_8));
        seeds.put("jsonfeed", JSON_FEED.getBytes(UTF_8));
        seeds.put("labels", LABELS.getBytes(UTF_8));
        seeds.put("watch", WATCH.getBytes(UTF_8));
        seeds.put("command", COMMAND.getBytes(UTF_8));
        seeds.put("research", RESEARCH.getBytes(UTF_8));
        seeds.put("head", HEAD.getBytes(UTF_8));
        return seeds;
    }

    Path images() {
        return folder.resolve("images");
    }

    private void succeed(String... words) throws ReflectiveOperationException {
        CommandLineRun run = CommandLineRun.of(home, words);
        if (run.status() != 0) {
            throw new IllegalStateException(String.join(" ", words) + ": " + run.said());
        }
    }

    /** Returns an image with corners enough to be recognised as artwork. */
    private static RgbImage picture(int seed) {
        int side = 320;
        byte[] rgb = new byte[3 * side * side];
        byte[] blocks = new byte[3 * 20 * 20];
        new Random(seed).nextBytes(blocks);
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            int block = pixel / side / 16 * 20 + pixel % side / 16;
            rgb[i] = blocks[3 * block + i % 3];
        }
        return new RgbImage(side, side, rgb);
    }

    private static void clip(Path file) throws IOException {
        try (var writer =
                new VideoWriter(file, 320, 320, VideoEncoding.of(VideoEncoding.Codec.H264, 1))) {
            for (int i = 0; i < 4; i++) {
                writer.add(picture(0), i);
            }
            writer.finish();
        }
        Instant whole = Instant.now().minusSeconds(600); // it no longer changes
        Files.setLastModifiedTime(file, FileTime.from(whole));
    }
}

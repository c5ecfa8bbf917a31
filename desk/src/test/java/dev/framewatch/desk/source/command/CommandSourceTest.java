package dev.framewatch.desk.source.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.framewatch.desk.SourceFactory;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.ResponseOrigin;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.Source.Batch;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.Sources;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs small real programs that behave like scrapers. */
class CommandSourceTest {
    private static final Instant NOW = Instant.parse("2024-05-01T10:00:00Z");

    /** Output format of tiktok-scraper 1.4.36. */
    private static final String POST =
            """
            {"id":"6826337912345678901","text":"Crowd at the gate #rally #news","createTime":%s,
             "authorMeta":{"id":"6700000000000000001","secUid":"MS4wLj","name":"someone",
               "nickName":"Some One","verified":false,"fans":12},
             "musicMeta":{"musicId":"1","musicName":"original sound"},
             "covers":{"default":"https://example.org/c.jpg"},
             "webVideoUrl":"https://www.tiktok.com/@someone/video/6826337912345678901",
             "videoUrl":"https://example.org/v.mp4","videoUrlNoWaterMark":"",
             "videoMeta":{"height":1024,"width":576,"duration":15},
             "diggCount":120,"shareCount":7,"playCount":3400,"commentCount":9,"mentions":[],
             "hashtags":[{"id":"1","name":"rally","title":"","cover":""},
               {"id":"2","name":"Berlin","title":"","cover":""}]}
            """;

    private static final String ID = "6826337912345678901";

    @TempDir private Path folder;
    private final WebClient web = new WebClient(AddressPolicy.PUBLIC_ONLY);
    private Path bin;

    @BeforeEach
    void needsAShell() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh here");
        bin = Files.createDirectory(folder.resolve("bin"));
    }

    @AfterEach
    void close() throws IOException {
        web.close();
    }

    @Test
    void tiktokScraperNeedsNoMoreThanItsName() throws Exception {
        scraper(POST.formatted("1589000000"), "trend_1589000001000.json", "json");
        Batch batch = source("preset: tiktok-scraper").poll("");
        assertThat(batch.posts())
                .singleElement()
                .satisfies(post -> {
                    assertThat(post.key()).isEqualTo("tiktok:" + ID);
                    assertThat(post.page())
                            .isEqualTo(URI.create("https://www.tiktok.com/@someone/video/" + ID));
                    assertThat(post.author())
                            .isEqualTo(new Post.Author("6700000000000000001", "someone"));
                    assertThat(post.caption()).isEqualTo("Crowd at the gate #rally #news");
                    assertThat(post.hashtags()).containsExactly("rally", "Berlin", "news");
                    assertThat(post.postedAt()).isEqualTo(Instant.ofEpochSecond(1589000000));
                    assertThat(post.counters()).isEqualTo(new Post.Counters(3400L, 120L, 7L, 9L));
                    assertThat(post.metadata()).contains("videoMeta");
                    assertThat(onDisk(post)).hasContent("video of " + ID).hasFileName(ID + ".mp4");
                });
        assertThat(batch.notes()).isEmpty();
    }

    @Test
    void theFileThatTheProgramWroteComesWithItsNewPostsByteForByte() throws Exception {
        String content = POST.formatted("1589000000");
        scraper(content, "trend_1589000001000.json", "json");
        Source source = source("preset: tiktok-scraper");
        Batch batch = source.poll("");
        assertThat(batch.responses())
                .singleElement()
                .satisfies(answer -> {
                    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                            .contains(content.strip());
                    assertThat(answer.posts()).containsExactly("tiktok:" + ID);
                    assertThat(answer.origin())
                            .isEqualTo(
                                    ResponseOrigin.ofFile(
                                            "trend_1589000001000.json", "tiktok-scraper", "", NOW));
                });
        assertThat(source.poll(batch.cursor()).responses()).isEmpty();
    }

    @Test
    void theTimeOfAPostMayBeText() throws Exception {
        scraper(POST.formatted("\"1589000000\""), "trend_1589000001000.json", "json");
        assertThat(source("preset: tiktok-scraper").poll("").posts())
                .extracting(Post::postedAt)
                .containsExactly(Instant.ofEpochSecond(1589000000));
    }

    @ParameterizedTest
    @CsvSource({
        "\"yesterday\", 1 row has a date that cannot be read: use ISO 8601 or seconds since 1970",
        "12, implausible dates are treated as unknown: 1970-01-01T00:00:12Z of tiktok:" + ID
    })
    void aTimeThatCannotBeIsUnknownAndSaid(String time, String note) throws Exception {
        scraper(POST.formatted(time), "trend_1589000001000.json", "json");
        Batch batch = source("preset: tiktok-scraper").poll("");
        assertThat(batch.posts()).singleElement().extracting(Post::postedAt).isNull();
        assertThat(batch.notes()).containsExactly(note);
    }

    @Test
    void itsCsvMeansTheSameAsItsJson() throws Exception {
        String csv =
                """
                id,text,createTime,authorMeta.id,authorMeta.name,webVideoUrl,diggCount,shareCount,playCount,commentCount,hashtags
                %s,"Crowd at the gate, ""live""\",1589000000,6700000000000000001,someone,https://www.tiktok.com/@someone/video/%s,120,7,3400,9,"[{""id"":""1"",""name"":""rally""}]"
                """
                        .formatted(ID, ID);
        scraper(csv, "trend_1589000001000.csv", "csv");
        assertThat(source("preset: tiktok-scraper").poll("").posts())
                .singleElement()
                .satisfies(post -> {
                    assertThat(post.caption()).isEqualTo("Crowd at the gate, \"live\"");
                    assertThat(post.author().name()).isEqualTo("someone");
                    assertThat(post.hashtags()).containsExactly("rally");
                    assertThat(post.postedAt()).isEqualTo(Instant.ofEpochSecond(1589000000));
                    assertThat(post.counters().views()).isEqualTo(3400);
                });
    }

    @Test
    void aCommandWithoutResultsHasFailed() throws Exception {
        program("tiktok-scraper", "mkdir trend");
        assertThatThrownBy(() -> source("preset: tiktok-scraper").poll(""))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "tiktok-scraper produced no results: no file matches *_*.json, *_*.csv in"
                                + " its folder; no output");
        assertThat(leftFiles()).isEmpty();
    }

    @Test
    void aFailedCommandIsReportedWithItsLastLines() throws Exception {
        program("tiktok-scraper", "echo starting >&2; echo 'Error: blocked' >&2; exit 1");
        assertThatThrownBy(() -> source("preset: tiktok-scraper").poll(""))
                .isInstanceOf(SourceException.class)
                .hasMessage("tiktok-scraper failed with exit status 1: starting / Error: blocked");
    }

    @Test
    void aCommandThatTakesTooLongIsStopped() throws Exception {
        program("tiktok-scraper", "echo waiting >&2; exec tail -f /dev/null");
        assertThatThrownBy(() -> source("preset: tiktok-scraper\ntimeout: 1").poll(""))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("was stopped after 1 s ('timeout')");
    }

    @Test
    void aProgramThatIsNotInstalledIsNamed() throws Exception {
        assertThatThrownBy(() -> source("preset: tiktok-scraper\nrun: [no-such-scraper]").poll(""))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("no-such-scraper");
    }

    @Test
    void postsWithoutTheirFileAreNotedAndLeftForTheNextTime() throws Exception {
        program("tiktok-scraper", "echo '[" + oneLine("1589000000") + "]' > trend_1.json");
        Batch batch = source("preset: tiktok-scraper").poll("");
        assertThat(batch.posts()).isEmpty();
        assertThat(batch.notes()).containsExactly("1 post skipped, media file not found: " + ID);
    }

    @Test
    void knownPostsAreReturnedAgainButTheirFilesAreStoredOnce() throws Exception {
        scraper(POST.formatted("1589000000"), "trend_1589000001000.json", "json");
        Source source = source("preset: tiktok-scraper");
        Batch first = source.poll("");
        Batch second = source.poll(first.cursor());
        assertThat(second.posts()).extracting(Post::key).containsExactly("tiktok:" + ID);
        assertThat(leftFiles()).containsExactly(onDisk(first.posts().getFirst()));
    }

    @Test
    void whatWasFetchedIsReleasedAndWhatTheUserOwnsIsNot() throws Exception {
        scraper(POST.formatted("1589000000"), "trend_1589000001000.json", "json");
        Batch batch = source("preset: tiktok-scraper").poll("");
        Path own = Files.writeString(folder.resolve("own.mp4"), "mine");
        RunFolders.release(folder.resolve("work"), own);
        RunFolders.release(folder.resolve("work"), onDisk(batch.posts().getFirst()));
        assertThat(own).exists();
        assertThat(leftFiles()).isEmpty();
    }

    @Test
    void runsThatNobodyFetchedFromGoAfterThreeDays() throws Exception {
        scraper(POST.formatted("1589000000"), "trend_1589000001000.json", "json");
        Path first = onDisk(source("preset: tiktok-scraper").poll("").posts().getFirst());
        Clock later = Clock.fixed(NOW.plus(Duration.ofHours(73)), ZoneOffset.UTC);
        Path second = onDisk(source("preset: tiktok-scraper", later).poll("").posts().getFirst());
        assertThat(leftFiles()).containsExactly(second).doesNotContain(first);
    }

    @Test
    void aCommandOfAnyKindIsDescribedByItsFields() throws Exception {
        program(
                "scrape",
                "mkdir -p out/clips; echo clip > out/clips/a1.webm; echo \"$@\" > args; echo"
                    + " '{\"result\":{\"list\":[{\"code\":\"a1\",\"by\":{\"nick\":\"Ann\"},\"when\":\"2024-04-30T08:00:00+02:00\"}]}}'"
                    + " > out/all.json; test \"$TOKEN\" = hush || exit 9");
        Batch batch =
                source(
                                """
                                run: [scrape, --since, "{since}", --day, "{since_day}"]
                                environment: [TOKEN]
                                results: out/*.json
                                rows: result.list
                                platform: example
                                fields:
                                  id: code
                                  author: by.nick
                                  posted_at: when
                                media: out/clips/{code}.webm
                                """)
                        .poll("1714500000000");
        assertThat(batch.posts())
                .singleElement()
                .satisfies(post -> {
                    assertThat(post.key()).isEqualTo("example:a1");
                    assertThat(post.author().name()).isEqualTo("Ann");
                    assertThat(post.postedAt()).isEqualTo(Instant.parse("2024-04-30T06:00:00Z"));
                    assertThat(onDisk(post)).hasContent("clip\n");
                });
        assertThat(batch.cursor()).startsWith(Long.toString(NOW.toEpochMilli()));
    }

    @Test
    void rowsThatShareAnIdButNotTheFileAreSaid() throws Exception {
        program(
                "scrape",
                "echo '[{\"id\":\"1\",\"u\":\"a\"},{\"id\":\"1\",\"u\":\"a\"},{\"id\":\"1\",\"u\":\"b\"}]'"
                    + " > a.json");
        Source source =
                source(
                        """
                        run: [scrape]
                        results: [a.json]
                        platform: example
                        fields: {id: id}
                        media: "http://example.org/{u}.mp4"
                        """);
        Batch batch = source.poll("");
        assertThat(batch.posts()).extracting(Post::key).containsExactly("example:1");
        assertThat(batch.notes())
                .containsExactly("1 row skipped: another row has the same id but another file");
    }

    @Test
    void placeholdersOfTheLastSuccessAreFilledIn() throws Exception {
        program(
                "scrape",
                "echo \"{\\\"id\\\":\\\"1\\\",\\\"u\\\":\\\"http://example.org/$1-$2.mp4\\\"}\" >"
                        + " a.json");
        Source source =
                source(
                        """
                        run: [scrape, "{since_seconds}", "{since_day}"]
                        results: [a.json]
                        platform: example
                        fields: {id: id}
                        media: "{u}"
                        """);
        assertThat(source.poll("1714500000000").posts())
                .extracting(Post::media)
                .containsExactly(
                        new PostMedia.At(URI.create("http://example.org/1714500000-20240430.mp4")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../secret", "/etc/passwd", "..", "a/b", ".hidden", "x\\y"})
    void anIdIsNeverReadAsAPath(String id) throws Exception {
        Files.writeString(folder.resolve("secret.mp4"), "secret");
        String json = "{\"id\":\"" + id.replace("\\", "\\\\") + "\"}";
        Files.writeString(bin.resolve("row.json"), json);
        program("scrape", "mkdir a; echo x > a/b.mp4; cp \"$0.in\" a.json");
        Files.writeString(bin.resolve("scrape.in"), json);
        Batch batch =
                source(
                                """
                                run: [scrape]
                                results: [a.json]
                                platform: example
                                fields: {id: id}
                                media: ["{id}.mp4", "{id}"]
                                """)
                        .poll("");
        assertThat(batch.posts()).isEmpty();
        assertThat(batch.notes()).singleElement().asString().contains("media file not found");
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.mp4"), "secret");
        program("scrape", "ln -s '" + secret + "' 1.mp4; echo '{\"id\":\"1\"}' > a.json");
        Batch batch =
                source(
                                """
                                run: [scrape]
                                results: [a.json]
                                platform: example
                                fields: {id: id}
                                media: "{id}.mp4"
                                """)
                        .poll("");
        assertThat(batch.posts()).isEmpty();
        assertThat(secret).exists();
    }

    @Test
    void linesThatCannotBeReadAreNotedAndTheOthersAreRead() throws Exception {
        program(
                "scrape",
                "echo x > 1.mp4; printf '{\"id\":\"1\"}\\nnonsense\\n{\"id\":\"\"}\\n' > a.jsonl");
        Batch batch =
                source(
                                """
                                run: [scrape]
                                results: ["*.jsonl"]
                                platform: example
                                fields: {id: id}
                                media: "{id}.mp4"
                                """)
                        .poll("");
        assertThat(batch.posts()).extracting(Post::id).containsExactly("1");
        assertThat(batch.notes())
                .hasSize(2)
                .anyMatch(note -> note.startsWith("a.jsonl: line 2 is not JSON"))
                .contains("1 row skipped: no usable id");
    }

    @Test
    void aFolderOfYtDlpIsReadWithoutRunningAnything() throws Exception {
        Path clips = Files.createDirectories(folder.resolve("clips/someone"));
        String name = "A rally [7300000000000000001]";
        Files.writeString(
                clips.resolve(name + ".info.json"),
                """
                {"id":"7300000000000000001","title":"A rally #news","description":"A rally #news",
                 "timestamp":1700000000,"uploader":"someone","uploader_id":"67","view_count":10,
                 "like_count":5,"repost_count":2,"comment_count":1,"extractor_key":"TikTok",
                 "webpage_url":"https://www.tiktok.com/@someone/video/7300000000000000001",
                 "formats":[{"url":"https://example.org/signed?token=1"}],"ext":"mp4"}
                """);
        Path video = Files.writeString(clips.resolve(name + ".mp4"), "video");
        Batch batch = source("preset: ytdlp-folder\nfolder: clips").poll("");
        assertThat(batch.posts())
                .singleElement()
                .satisfies(post -> {
                    assertThat(post.key()).isEqualTo("tiktok:7300000000000000001");
                    assertThat(post.hashtags()).containsExactly("news");
                    assertThat(post.counters()).isEqualTo(new Post.Counters(10L, 5L, 2L, 1L));
                    assertThat(post.media()).isEqualTo(new PostMedia.OnDisk(video));
                    assertThat(post.metadata()).doesNotContain("token");
                });
        assertThat(batch.responses())
                .singleElement()
                .satisfies(answer -> {
                    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                            .contains("\"view_count\":10,\n", "\"formats\":\"…\",\"ext\"")
                            .doesNotContain("token");
                    assertThat(answer.origin().note()).endsWith("were cut: formats");
                });
        assertThat(video).exists();
    }

    private static String oneLine(String time) {
        return POST.formatted(time).replace("\n", " ");
    }

    /** Writes a program that behaves like {@code tiktok-scraper trend -n 1 -d}. */
    private void scraper(String content, String results, String kind) throws IOException {
        String text = kind.equals("json") ? "[" + content + "]" : content;
        Files.writeString(bin.resolve("tiktok-scraper.in"), text);
        program(
                "tiktok-scraper",
                """
                test "$*" = "trend -n 1 -d" || exit 2
                mkdir trend
                printf 'video of %1$s' > trend/%1$s.mp4
                cp "$0.in" %2$s
                """
                        .formatted(ID, results));
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Source source(String yaml) throws SourceException, IOException {
        return source(yaml, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Source source(String yaml, Clock clock) throws SourceException, IOException {
        Path file = Files.writeString(folder.resolve("source.yaml"), yaml);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("TOKEN", "hush");
        environment.put("PATH", bin + ":" + System.getenv("PATH"));
        SourceContext tools =
                new SourceContext(web, web, folder.resolve("work"), clock, environment);
        return SourceFactory.open(Sources.outside(SourceKind.COMMAND, "scraper", file), tools);
    }

    private static Path onDisk(Post post) {
        return ((PostMedia.OnDisk) post.media()).path();
    }

    private List<Path> leftFiles() throws IOException {
        Path runs = folder.resolve("work/runs");
        if (!Files.exists(runs)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(runs)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}

package dev.framewatch.desk.source.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.RecordedYtDlp;
import dev.framewatch.desk.SourceFactory;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.Source.Batch;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.Sources;
import dev.framewatch.desk.source.list.UrlPost;
import dev.framewatch.desk.ytdlp.InfoJson;
import dev.framewatch.desk.ytdlp.YtDlpOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses a fake yt-dlp with output in the format of the real one. */
class YtDlpSourceTest {
    private static final String USER = "https://www.tiktok.com/@someone";

    @TempDir private Path folder;
    private final WebClient web = new WebClient(AddressPolicy.PUBLIC_ONLY);

    @AfterEach
    void close() throws IOException {
        web.close();
    }

    @Test
    void aUsersPageBecomesPostsWithAllMetadataOfTheList() throws Exception {
        Batch batch = source(USER, recorded("tiktok-user.json")).poll("");
        assertThat(batch.posts())
                .extracting(Post::key)
                .containsExactly(
                        "tiktok:7300000000000000003",
                        "tiktok:7300000000000000002",
                        "tiktok:7300000000000000001");
        Post first = batch.posts().getFirst();
        URI page = URI.create(USER + "/video/7300000000000000003");
        assertThat(first.page()).isEqualTo(page);
        assertThat(first.media()).isEqualTo(new PostMedia.OnPage(page));
        assertThat(first.author()).isEqualTo(new Post.Author("6700000000000000001", "someone"));
        assertThat(first.caption()).isEqualTo("Crowd at the gate #rally #Berlin");
        assertThat(first.hashtags()).containsExactly("rally", "Berlin");
        assertThat(first.postedAt()).isEqualTo(Instant.ofEpochSecond(1700000300));
        assertThat(first.counters()).isEqualTo(new Post.Counters(3400L, 120L, 7L, 9L));
        assertThat(first.metadata())
                .contains("\"track\":\"original sound\"")
                .doesNotContain("__x_forwarded_for_ip");
    }

    @Test
    void theWholeOutputComesWithThePosts() throws Exception {
        String json = recorded("tiktok-user.json");
        Batch batch = source(USER, json).poll("");
        assertThat(batch.responses())
                .singleElement()
                .satisfies(answer -> {
                    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(json);
                    assertThat(answer.origin().url()).isEqualTo(USER);
                    assertThat(answer.origin().program())
                            .matches("yt-dlp \\d{4}\\.\\d\\d\\.\\d\\d");
                    assertThat(answer.origin().note()).isEmpty();
                    assertThat(answer.posts())
                            .containsExactlyInAnyOrderElementsOf(
                                    batch.posts().stream().map(Post::key).toList());
                });
    }

    @Test
    void whatAListDoesNotTellIsNotMadeUp() throws Exception {
        Post second = source(USER, recorded("tiktok-user.json")).poll("").posts().get(1);
        assertThat(second.author()).isEqualTo(Post.Author.UNKNOWN);
        assertThat(second.caption()).isEmpty();
        assertThat(second.postedAt()).isNull();
        assertThat(second.counters()).isEqualTo(Post.Counters.UNKNOWN);
    }

    @Test
    void deferredAndSkippedEntriesAreCounted() throws Exception {
        assertThat(source(USER, recorded("tiktok-user.json")).poll("").notes())
                .containsExactly(
                        "1 entry skipped: without an id or a URL",
                        "1 entry deferred: live or not yet broadcast");
    }

    @Test
    void theListsWithinAListAreGoneThrough() throws Exception {
        Batch batch =
                source("https://www.youtube.com/@a", recorded("youtube-channel.json")).poll("");
        assertThat(batch.posts())
                .extracting(Post::key)
                .containsExactly("youtube:aaaaaaaaaaa", "youtube:ccccccccccc");
        assertThat(batch.posts().getFirst().author())
                .isEqualTo(new Post.Author("UC0000000000000000000000", "A channel"));
    }

    @Test
    void aPostHasTheSameKeyWhetherItComesFromAListOfAddressesOrFromYtDlp() throws Exception {
        Batch batch = source(USER, recorded("tiktok-user.json")).poll("");
        URI page = Objects.requireNonNull(batch.posts().getFirst().page());
        assertThat(UrlPost.of(page).key()).isEqualTo(batch.posts().getFirst().key());
    }

    @Test
    void aPageOfNoPlatformIsKnownByItsAddress() throws Exception {
        String json =
                """
                {"id":"page","title":"A rally","extractor_key":"Generic","extractor":"generic",
                 "webpage_url":"https://example.org/2024/page","upload_date":"20240501"}
                """;
        Batch batch = source("https://example.org/2024/page", json).poll("");
        assertThat(batch.posts())
                .singleElement()
                .satisfies(post -> {
                    assertThat(post.key()).isEqualTo("web:https://example.org/2024/page");
                    assertThat(post.postedAt()).isEqualTo(Instant.parse("2024-05-01T00:00:00Z"));
                });
    }

    @Test
    void entriesInTheDownloadArchiveAreSkipped() throws Exception {
        Files.writeString(
                folder.resolve("archive.txt"),
                "youtube 7300000000000000001\ntiktok 7300000000000000003\n");
        Path yaml =
                Files.writeString(
                        folder.resolve("source.yaml"), "url: " + USER + "\narchive: archive.txt\n");
        Batch batch = source(yaml.toString(), recorded("tiktok-user.json")).poll("");
        assertThat(batch.posts())
                .extracting(Post::id)
                .containsExactly("7300000000000000002", "7300000000000000001");
        assertThat(batch.notes()).contains("1 entry skipped: in the download archive");
    }

    @Test
    void aListThatOutgrowsThePollIsNoted() throws Exception {
        Path yaml =
                Files.writeString(
                        folder.resolve("source.yaml"), "url: " + USER + "\nmax_items: 4\n");
        Source source = source(yaml.toString(), recorded("tiktok-user.json"));
        Batch batch = source.poll("tiktok:7200000000000000000\ntiktok:7100000000000000000");
        assertThat(batch.notes())
                .anyMatch(note ->
                        note.startsWith("the 4 entries do not reach back to the last poll"));
        assertThat(source.poll(batch.cursor()).notes())
                .noneMatch(note -> note.contains("since the last poll"));
    }

    @Test
    void thePageCompletesTheListedPostAndTheKeyStays() throws Exception {
        Post listed = source(USER, recorded("tiktok-user.json")).poll("").posts().get(1);
        Post completed =
                YtDlpPosts.complete(
                        listed,
                        InfoJson.parse(
                                """
                                {"id":"other","extractor_key":"Other","title":"At last #found",
                                 "uploader":"someone","view_count":5,"timestamp":1700000200.5,
                                 "http_headers":{"Cookie":"secret"},"cookies":"secret"}
                                """));
        assertThat(completed.key()).isEqualTo(listed.key());
        assertThat(completed.media()).isEqualTo(listed.media());
        assertThat(completed.caption()).isEqualTo("At last #found");
        assertThat(completed.hashtags()).containsExactly("found");
        assertThat(completed.author().name()).isEqualTo("someone");
        assertThat(completed.counters().views()).isEqualTo(5);
        assertThat(completed.postedAt()).isEqualTo(Instant.ofEpochMilli(1_700_000_200_500L));
        assertThat(completed.metadata()).doesNotContain("secret");
    }

    @Test
    void aFailureOfYtDlpIsReportedWithTheUrl() throws Exception {
        RecordedYtDlp failing =
                new RecordedYtDlp(
                        folder,
                        "echo 'ERROR: [tiktok:user] someone: This user'\\''s account is private'"
                                + " >&2; exit 1");
        Source source = source(USER, failing.environment());
        assertThatThrownBy(() -> source.poll(""))
                .isInstanceOf(SourceException.class)
                .hasMessage(USER + ": it is private");
    }

    @Test
    void problemsOfItsFileAreReportedByLineAndField() throws Exception {
        Path yaml =
                Files.writeString(
                        folder.resolve("source.yaml"),
                        """
                        url: file:///etc/passwd
                        max_items: 0
                        cookies_from_browser: "'; rm"
                        user: someone
                        cookies: none.txt
                        user_agent: "it's me"
                        """);
        assertThatThrownBy(() -> source(yaml.toString(), Map.of()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("source.yaml: line 1: url: ")
                .hasMessageContaining("line 2: max_items: must be an integer from 1 to 1000")
                .hasMessageContaining("line 3: cookies_from_browser: must be a browser name")
                .hasMessageContaining("line 4: user: unknown field")
                .hasMessageContaining("line 5: cookies: cannot be read")
                .hasMessageContaining("line 6: user_agent: must be one line");
    }

    @Test
    void formerFieldNamesStillWork() throws Exception {
        Path yaml =
                Files.writeString(
                        folder.resolve("source.yaml"),
                        "address: " + USER + "\nmost: 4\ncookies-from-browser: firefox\n");
        assertThat(YtDlpSettings.of(Sources.outside(SourceKind.YTDLP, "someone", yaml)))
                .isEqualTo(
                        new YtDlpSettings(
                                URI.create(USER), 4, null, new YtDlpOptions(false, "firefox")));
    }

    private static String recorded(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(YtDlpSourceTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Source source(String place, String json) throws SourceException, IOException {
        return source(place, RecordedYtDlp.saying(folder, json).environment());
    }

    private Source source(String place, Map<String, String> environment) throws SourceException {
        SourceContext tools =
                new SourceContext(web, web, folder.resolve("work"), Clock.systemUTC(), environment);
        return SourceFactory.open(Sources.outside(SourceKind.YTDLP, "someone", place), tools);
    }
}

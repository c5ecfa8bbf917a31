package dev.framewatch.cli.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.console.Console;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.StoryboardRepository;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.home.Home;
import dev.framewatch.storyboard.Storyboard;
import dev.framewatch.storyboard.StoryboardBuilder;
import dev.framewatch.storyboard.StoryboardFile;
import dev.framewatch.testing.Images;
import dev.framewatch.testing.MutableClock;
import dev.framewatch.verdict.LightAbove;
import dev.framewatch.verdict.LightTargets;
import dev.framewatch.video.VideoMetadata;
import dev.framewatch.vision.FeatureExtractor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A light clip and a dark one, of which storyboards are left. */
class SearchPostsCommandTest {
    private static final String LIGHT = "a".repeat(64);
    private static final String DARK = "b".repeat(64);

    @TempDir private Path folder;
    private final MutableClock clock = new MutableClock("2026-03-01T12:00:00Z");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Home home;

    @BeforeEach
    void twoJudgedPosts() throws IOException {
        home = Home.in(folder.resolve("home"));
        LightTargets.in(home.targets(), "light", 0).close();
        judge("1", LIGHT, 220);
        judge("2", DARK, 20);
    }

    private void judge(String id, String video, int level) throws IOException {
        Post post =
                new Post(
                        "tiktok",
                        id,
                        URI.create("https://www.tiktok.com/@anna/video/" + id),
                        new Post.Author("anna", "Anna\u001b!"),
                        "",
                        List.of(),
                        null,
                        Post.Counters.UNKNOWN,
                        new PostMedia.None("of a test"),
                        "");
        StoryboardBuilder builder = new StoryboardBuilder(1);
        for (int i = 0; i < 65; i++) {
            int shown = i < 62 ? 20 : level;
            builder.add(
                    i,
                    i,
                    builder.shrink(
                            Images.of(16, 16, (_, _) -> Images.colour(shown, shown, shown))));
        }
        VideoMetadata metadata = new VideoMetadata("mov", "h264", 16, 16, 0, 65);
        Storyboard storyboard = Objects.requireNonNull(builder.build(metadata, 65, ""));
        Files.writeString(home.watchFile(), "storyboards: 7d\nrule: presence:2\n");
        long bytes = StoryboardFile.write(home.storyboard(video), storyboard);
        try (Database database = Database.open(home)) {
            database.write(handle -> {
                PostRepository posts = new PostRepository(handle);
                posts.add(post, "feed", false, clock.instant());
                new VideoRepository(handle)
                        .markFetched(new Video(video, 9, null, null, clock.instant(), null, null));
                new VideoRepository(handle).markScanned(video, 65, video, null);
                posts.markFetched(StoredPost.id(post), video, post, "");
                posts.markJudged(StoredPost.id(post), clock.instant());
                new StoryboardRepository(handle).add(video, bytes, clock.instant());
            });
        }
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        DeskContext desk =
                new DeskContext(
                        () -> home,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of("PATH", ""),
                        clock);
        SearchPostsCommand command =
                new SearchPostsCommand(
                        desk,
                        _ -> new FeatureExtractor(null, null, new LightAbove()),
                        new Console(desk.out(), desk.err(), false, false));
        return new CommandLine(command)
                .setExecutionExceptionHandler((e, _, _) -> {
                    throw e;
                })
                .execute(words);
    }

    private List<JsonNode> json() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    @Test
    void aFoundPostIsPrintedWithPageAuthorAndTheTimeInTheClip() {
        assertThat(run("--target", "light")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        light  tiktok post by Anna !
                            https://www.tiktok.com/@anna/video/1
                            possible match at 62 s to 64 s: score 0.95, 3 of 65 frames
                        2 posts searched, scanned since 2026-03-01 12:00 UTC. Possible matches: 1; not confirmed: 0.
                        """);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Searching storyboards ...");
    }

    @Test
    void jsonLinesEndWithTheNumbers() {
        int status = run("--json", "--since", "1h", "--record");
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        List<JsonNode> lines = json();
        assertThat(lines).hasSize(2);
        JsonNode post = lines.getFirst();
        assertThat(post.path("target").asString("")).isEqualTo("light");
        assertThat(post.path("verdict").asString("")).isEqualTo("match");
        assertThat(post.path("at").path(0).path("from").asDouble()).isEqualTo(62);
        assertThat(post.path("post").path("id").asString("")).isEqualTo("1");
        assertThat(post.path("video").path("sha256").asString("")).isEqualTo(LIGHT);
        assertThat(post.path("state").asString("")).isEqualTo("new");
        JsonNode numbers = lines.get(1).path("searched");
        assertThat(numbers.path("posts").asInt()).isEqualTo(2);
        assertThat(numbers.path("notSeen").asInt()).isZero();
        assertThat(numbers.path("newSightings").asInt()).isEqualTo(1);
    }

    @Test
    void theExitStatusIsThatOfAScan() throws IOException {
        LightTargets.in(home.targets(), "dark", 0).close();
        Files.writeString(home.watchFile(), "storyboards: 7d\nrule: presence:64.5\n");
        assertThat(run("--target", "dark")).isEqualTo(1);
        Files.delete(home.storyboard(DARK));
        assertThat(run("--target", "dark")).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "Not seen: 1 post (without a storyboard 1, damaged 0, read only in part"
                                + " 0).");
        Files.write(home.storyboard(DARK), new byte[90]);
        assertThat(run("--target", "dark")).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("damaged 1");
    }
}

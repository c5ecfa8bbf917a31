package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PostFailure;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.home.Home;
import dev.framewatch.text.LocalTimeFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PostsCommandTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir private Path home;

    private void aLostPost() throws IOException {
        Post post =
                new Post(
                        "tiktok",
                        "73",
                        null,
                        Post.Author.UNKNOWN,
                        "",
                        List.of(),
                        null,
                        Post.Counters.UNKNOWN,
                        new PostMedia.None("of a test"),
                        "");
        try (Database database = Database.open(Home.in(home))) {
            database.write(handle -> {
                PostRepository posts = new PostRepository(handle);
                posts.add(post, "anna", false, NOON);
                posts.markLost(
                        StoredPost.id(post),
                        new PostFailure(PostFailure.Kind.UNAVAILABLE, "the site\u001b blocks us"),
                        NOON);
            });
        }
    }

    @Test
    void lostPostsAreListedAndRetried() throws IOException {
        Cli cli = new Cli(home);
        assertThat(cli.run("posts", "lost").status()).isEqualTo(1);
        aLostPost();
        Cli.Ran lost = cli.run("posts", "lost", "anna");
        assertThat(lost.status()).isZero();
        assertThat(lost.out())
                .startsWith(new LocalTimeFormat(ZoneId.systemDefault()).minute(NOON) + "  anna")
                .contains("tiktok:73", "unavailable: the site  blocks us")
                .doesNotContain("\u001b");
        assertThat(lost.err()).isEqualTo("1 lost post; try again: framewatch posts retry\n");
        JsonNode json = cli.run("posts", "lost", "--json").json().getFirst();
        assertThat(json.path("kind").asString("")).isEqualTo("unavailable");
        assertThat(json.path("lostAt").asString("")).isEqualTo("2026-03-01T12:00:00Z");
        JsonNode retried = cli.run("posts", "retry", "--json").json().getFirst();
        assertThat(retried.path("lost").asInt()).isEqualTo(1);
        assertThat(cli.run("posts", "retry").status()).isEqualTo(1);
        assertThat(cli.run("posts", "retry", "ben").refusal()).contains("no source 'ben'");
    }
}

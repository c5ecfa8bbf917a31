package dev.framewatch.desk.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.http.WebResponse;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.ResponseOrigin;
import dev.framewatch.desk.source.SourceResponse;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResponseRepositoryTest {
    private static final byte[] BODY = {0, 1, (byte) 0xff, '<', 0};
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir private Path home;
    private Database database;

    @BeforeEach
    void open() throws IOException {
        database = Database.open(Home.in(home));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static SourceResponse response(String url, Instant at) {
        return SourceResponse.of(
                new WebResponse(200, Map.of("etag", "v"), BODY, URI.create(url), at), Set.of());
    }

    private StoredResponse stored(String post) {
        return database.read(handle -> new ResponseRepository(handle).ofPost(post)).orElseThrow();
    }

    @Test
    void theFirstOfSeveralAnswersWithTheSameBytesIsKept() {
        database.write(handle -> {
            ResponseRepository responses = new ResponseRepository(handle);
            responses.add(
                    response("https://a.example", NOW), List.of(DeskRows.addPost(handle, 1, NOW)));
            responses.add(
                    response("https://b.example", NOW.plusSeconds(1)),
                    List.of(DeskRows.addPost(handle, 2, NOW)));
        });
        for (int number : List.of(1, 2)) {
            StoredResponse stored = stored(StoredPost.id(DeskRows.post(number)));
            assertThat(stored.origin())
                    .isEqualTo(
                            new ResponseOrigin(
                                    "https://a.example",
                                    200,
                                    Map.of("etag", "v"),
                                    NOW,
                                    null,
                                    null,
                                    ""));
            assertThat(stored.body()).isEqualTo(BODY);
            assertThat(stored.sha256()).isEqualTo(Sha256.of(BODY));
        }
    }

    @Test
    void whatAProgramWroteIsKeptWithItsFileAndTakesUpSpace() {
        ResponseOrigin origin = ResponseOrigin.ofFile("a/trend.json", "scraper", "cut", NOW);
        String post =
                database.writeAndGet(handle -> {
                    String id = DeskRows.addPost(handle, 1, NOW);
                    ResponseRepository responses = new ResponseRepository(handle);
                    assertThat(responses.bytesOnDisk()).isZero();
                    responses.add(new SourceResponse(origin, BODY, Set.of()), List.of(id));
                    assertThat(responses.bytesOnDisk()).isBetween(20L, 100L);
                    return id;
                });
        assertThat(stored(post).origin()).isEqualTo(origin);
    }

    @Test
    void thePartAboutAPostStaysWhenThatOfItsPageReplacesIt() {
        String post =
                database.writeAndGet(handle -> {
                    String id = DeskRows.addPost(handle, 1, NOW);
                    handle.execute("update post set metadata = '<item/>'");
                    new ResponseRepository(handle)
                            .add(response("https://a.example", NOW), List.of(id));
                    new VideoRepository(handle)
                            .markFetched(new Video("v", 1, null, null, NOW, null, null));
                    Post known = DeskRows.post(1);
                    new PostRepository(handle).markFetched(id, "v", known, "");
                    return id;
                });
        assertThat(stored(post).entry()).isEqualTo("<item/>");
    }

    @Test
    void aPostWithoutAnAnswerHasNone() {
        String post = database.writeAndGet(handle -> DeskRows.addPost(handle, 1, NOW));
        Optional<StoredResponse> response =
                database.read(handle -> new ResponseRepository(handle).ofPost(post));
        assertThat(response).isEmpty();
    }
}

package dev.framewatch.desk.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.ResponseOrigin;
import dev.framewatch.desk.store.StoredResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginalPostTest {
    private static Post post(String metadata) {
        return new Post(
                "web",
                "1",
                null,
                Post.Author.UNKNOWN,
                "",
                List.of(),
                null,
                Post.Counters.UNKNOWN,
                new PostMedia.None("of a test"),
                metadata);
    }

    private static StoredResponse response(String body, String entry) {
        return new StoredResponse(
                "0",
                new ResponseOrigin(
                        "https://x.example", 200, Map.of(), Instant.EPOCH, null, null, ""),
                body.getBytes(UTF_8),
                entry);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<item/> | post-as-received.xml",
                "{\"id\": 7} | post-as-received.json",
                "[] | post-as-received.json",
                "[not json | post-as-received.txt",
                "привет | post-as-received.txt",
                "'  ' | "
            })
    void metadataWithoutAnAnswerAreAFileNamedByTheirFormat(String metadata, String name) {
        OriginalPost original = OriginalPost.of(post(metadata), null);
        assertThat(original.asReceived()).isEqualTo(name);
        assertThat(original.asParsed()).isNull();
    }

    @Test
    void anAnswerThePartAboutThePostAndThePageAreThreeFiles() {
        OriginalPost original =
                OriginalPost.of(post("{\"page\":1}"), response("<rss/>", "<item/>"));
        assertThat(original.files().keySet())
                .containsExactly(
                        "page-as-parsed.json", "post-as-parsed.xml", "response-as-received.xml");
        assertThat(original.asReceived()).isEqualTo("response-as-received.xml");
        assertThat(original.asParsed()).isEqualTo("post-as-parsed.xml");
    }

    @Test
    void aPostWhosePageWasNotReadHasNoFileOfIt() {
        OriginalPost original = OriginalPost.of(post("<item/>"), response("{}", "<item/>"));
        assertThat(original.files().keySet())
                .containsExactly("post-as-parsed.xml", "response-as-received.json");
    }
}

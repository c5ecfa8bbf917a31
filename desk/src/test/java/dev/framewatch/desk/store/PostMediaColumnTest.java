package dev.framewatch.desk.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.post.PostMedia;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PostMediaColumnTest {
    private static final URI URL = URI.create("https://site.example/1");

    static Stream<PostMedia> media() {
        return Stream.of(
                new PostMedia.At(URL, "1 other video"),
                new PostMedia.OnPage(URL, List.of(URL, URI.create("https://site.example/2"))),
                new PostMedia.OnDisk(Path.of("/videos/1.mp4")),
                new PostMedia.Stills(List.of(URL), "the page"),
                new PostMedia.None("only audio"));
    }

    @ParameterizedTest
    @MethodSource("media")
    void everyKindOfMediaIsReadAsItWasWritten(PostMedia media) {
        assertThat(PostMediaColumn.read(PostMediaColumn.of(media))).isEqualTo(media);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"at\":\"https://site.example/1\"} | At[url=https://site.example/1, leftOut=]",
                "{\"page\":\"https://site.example/1\"} | OnPage[page=https://site.example/1,"
                        + " illustrations=[]]",
                "{\"stills\":[\"https://site.example/1\"]} |"
                        + " Stills[images=[https://site.example/1], leftOut=]"
            })
    void columnsOfEarlierVersionsAreRead(String column, String media) {
        assertThat(PostMediaColumn.read(column)).hasToString(media);
    }
}

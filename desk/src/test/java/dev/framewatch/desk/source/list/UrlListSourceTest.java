package dev.framewatch.desk.source.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.Sources;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrlListSourceTest {
    @TempDir private Path folder;
    private Path file;
    private Source source;

    @BeforeEach
    void start() {
        file = folder.resolve("list.txt");
        source = new UrlListSource(Sources.outside(SourceKind.LIST, "list", file));
    }

    private Source.Batch poll(String text) throws Exception {
        Files.writeString(file, text);
        return source.poll("");
    }

    @Test
    void eachAddressIsAPostWhateverEditorWroteTheFile() throws Exception {
        Source.Batch batch =
                poll(
                        "\uFEFF# our list\r\n"
                                + "https://site.example/clips/a.MP4?x=1\r\n"
                                + "\r\n"
                                + "  https://site.example/watch#t=3   # seen on Monday\r\n"
                                + "https://site.example/photo.jpg\r"
                                + "https://www.tiktok.com/@someone/video/7301234567890123456\n"
                                + "https://youtu.be/dQw4w9WgXcQ?t=1\n"
                                + "https://www.youtube.com/watch?a=b&v=dQw4w9WgXcQ");
        assertThat(batch.notes()).isEmpty();
        assertThat(batch.posts())
                .extracting(Post::key)
                .containsExactly(
                        "web:https://site.example/clips/a.MP4?x=1",
                        "web:https://site.example/watch",
                        "web:https://site.example/photo.jpg",
                        "tiktok:7301234567890123456",
                        "youtube:dQw4w9WgXcQ");
        assertThat(batch.posts())
                .extracting(Post::media)
                .startsWith(
                        new PostMedia.At(URI.create("https://site.example/clips/a.MP4?x=1")),
                        new PostMedia.OnPage(URI.create("https://site.example/watch#t=3")),
                        new PostMedia.Stills(
                                List.of(URI.create("https://site.example/photo.jpg"))));
    }

    @Test
    void anInvalidLineIsSkippedAndReportedWithItsNumber() throws Exception {
        Source.Batch batch =
                poll(
                        """
                        https://site.example/a
                        site.example/b
                        file:///etc/passwd
                        https://me:hush@site.example/c
                        https://site.example/d
                        """);
        assertThat(batch.posts()).hasSize(2);
        assertThat(batch.notes())
                .hasSize(3)
                .allSatisfy(note -> assertThat(note).startsWith(file + ": line "))
                .noneSatisfy(note -> assertThat(note).contains("hush"));
        assertThat(batch.notes().get(0)).contains("line 2 skipped");
        assertThat(batch.notes().get(1)).contains("line 3 skipped").contains("only http and https");
    }

    @Test
    void whatStandsThereTwiceComesOnce() throws Exception {
        assertThat(poll("https://site.example/a\nhttps://site.example/a#x\n").posts()).hasSize(1);
    }

    @Test
    void aFileThatDidNotChangeBringsNothingNew() throws Exception {
        Source.Batch first = poll("https://site.example/a\nnonsense\n");
        Source.Batch second = source.poll(first.cursor());
        assertThat(second.posts()).isEmpty();
        assertThat(second.notes()).isEmpty();
        Files.writeString(file, "https://site.example/a\nhttps://site.example/b\n");
        assertThat(source.poll(second.cursor()).posts()).hasSize(2);
    }

    @Test
    void aVeryLongAddressStillHasAName() throws Exception {
        String address = "https://site.example/" + "a".repeat(2000);
        Post post = poll(address).posts().getFirst();
        assertThat(post.id()).startsWith("sha256:");
        assertThat(post.page()).isEqualTo(URI.create(address));
    }

    @Test
    void aFileThatIsNotThereOrNoTextIsAFailureInASentence() throws IOException {
        assertThatThrownBy(() -> source.poll(""))
                .isInstanceOf(SourceException.class)
                .hasMessage("list " + file + " does not exist");
        Files.write(file, "https://site.example/\u00e4".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> source.poll(""))
                .isInstanceOf(SourceException.class)
                .hasMessage("list " + file + " is not a UTF-8 text file");
    }

    @Test
    void aListHasALimit() throws Exception {
        String most = "#".repeat(10 << 20);

        assertThat(poll(most).notes()).isEmpty();
        assertThatThrownBy(() -> poll(most + "#"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("larger than 10 MB");
    }
}

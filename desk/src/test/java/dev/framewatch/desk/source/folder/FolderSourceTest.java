package dev.framewatch.desk.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    @TempDir private Path place;
    private Path drop;
    @AutoClose private WebClient web;
    private Source source;

    @BeforeEach
    void start() throws IOException {
        drop = Files.createDirectory(place.resolve("drop"));
        web = new WebClient(AddressPolicy.PUBLIC_ONLY);
        SourceContext tools =
                new SourceContext(
                        web,
                        web,
                        place.resolve("work"),
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        Map.of());
        SourceSettings settings = Sources.outside(SourceKind.FOLDER, "drop", drop);
        source = new FolderSource(settings, tools);
    }

    private Path file(String name, String content) throws IOException {
        Path file = drop.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return aged(file, Duration.ofMinutes(1));
    }

    private static Path aged(Path file, Duration age) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }

    private static List<PostMedia> media(Source.Batch batch) {
        return batch.posts().stream().map(Post::media).toList();
    }

    @Test
    void videosAreFoundInTheFolderAndBelowIt() throws Exception {
        Path one = file("a.mp4", "one");
        Path two = file("deep/er/B.MOV", "two");
        file("notes.txt", "no video");
        file(".hidden.mp4", "hidden");
        file("half.mp4.part", "half");
        Source.Batch batch = source.poll("");
        assertThat(media(batch))
                .containsExactly(new PostMedia.OnDisk(one), new PostMedia.OnDisk(two));
        assertThat(batch.posts())
                .extracting(Post::caption)
                .containsExactly("a.mp4", "deep/er/B.MOV");
        assertThat(batch.notes()).isEmpty();
    }

    @Test
    void aFolderOfPicturesAndWhatBelongsToThemIsOnePost() throws Exception {
        file("photos/1.jpg", "first");
        file("photos/2.jpg", "second");
        file("photos/sound.mp3", "ID3");
        file("photos/post.json", "{}");
        file("photos/Thumbs.db", "\0\1");
        aged(drop.resolve("photos"), Duration.ofMinutes(1));
        assertThat(media(source.poll("")))
                .containsExactly(new PostMedia.OnDisk(drop.resolve("photos")));
    }

    @Test
    void aPictureAmongOtherThingsIsAPostOfItsOwnAfterTheVideos() throws Exception {
        file("mixed/clip.mp4", "clip");
        file("mixed/a.jpg", "a");
        file("b.heic", "b");
        assertThat(media(source.poll("")))
                .containsExactly(
                        new PostMedia.OnDisk(drop.resolve("mixed/clip.mp4")),
                        new PostMedia.OnDisk(drop.resolve("b.heic")),
                        new PostMedia.OnDisk(drop.resolve("mixed/a.jpg")));
    }

    @Test
    void contentMakesAVideoOfAFileWithoutAnEnding() throws Exception {
        Path backup = file("WhatsApp Video", "\0\0\0\u0018ftypmp42");
        Path camera = file("00001.MTS", "\0\0\0\0G");
        assertThat(media(source.poll("")))
                .containsExactly(new PostMedia.OnDisk(camera), new PostMedia.OnDisk(backup));
    }

    @Test
    void whatIsNotLookedAtIsCountedAndNamedOnceAndStaysKnown() throws Exception {
        file("photos.zip", "PK\3\4");
        file("msgstore.crypt14", "\1\2\3");
        file("notes.txt", "no video");
        Source.Batch first = source.poll("");
        String named =
                "2 files were skipped: msgstore.crypt14 (in an unsupported format),"
                        + " photos.zip (a ZIP archive)";
        assertThat(first.notes()).containsExactly(named);
        assertThat(first.leftOut()).isEqualTo(named);
        Source.Batch second = source.poll(first.cursor());
        assertThat(second.notes()).isEmpty();
        assertThat(second.leftOut()).isEqualTo(named);
    }

    @Test
    void onlyNewAndChangedFilesAreReturned() throws Exception {
        file("a.mp4", "one");
        Source.Batch first = source.poll("");
        assertThat(source.poll(first.cursor()).posts()).isEmpty();
        file("b.mp4", "two");
        Source.Batch second = source.poll(first.cursor());
        assertThat(second.posts()).extracting(Post::caption).containsExactly("b.mp4");
        file("a.mp4", "another");
        Source.Batch third = source.poll(second.cursor());
        assertThat(third.posts()).extracting(Post::caption).containsExactly("a.mp4");
        assertThat(third.posts().getFirst().key()).isNotEqualTo(first.posts().getFirst().key());
        assertThat(source.poll(third.cursor()).posts()).isEmpty();
    }

    @Test
    void aRenamedOrCopiedFileIsTheSamePost() throws Exception {
        file("a.mp4", "same");
        Source.Batch first = source.poll("");
        Files.move(drop.resolve("a.mp4"), drop.resolve("b.mp4"));
        file("copy/c.mp4", "same");
        Source.Batch second = source.poll(first.cursor());
        assertThat(second.posts())
                .extracting(Post::key)
                .containsExactly(first.posts().getFirst().key());
    }

    @Test
    void aFileThatWasJustWrittenWaitsUntilItStaysTheSame() throws Exception {
        Path file = file("a.mp4", "begin");
        aged(file, Duration.ofSeconds(1));
        Source.Batch first = source.poll("");
        assertThat(first.posts()).isEmpty();
        assertThat(first.notes()).containsExactly("still being written: a.mp4");
        assertThat(first.moreAfter()).isEqualTo(Duration.ofSeconds(5));

        Files.writeString(file, "more", StandardOpenOption.APPEND);
        aged(file, Duration.ofMinutes(5));
        Source.Batch second = source.poll(first.cursor());
        assertThat(second.posts()).isEmpty();

        Source.Batch third = source.poll(second.cursor());
        assertThat(third.posts()).hasSize(1);
        assertThat(third.moreAfter()).isZero();
    }

    @Test
    void aFileFromTheFutureComesWhenItStaysTheSame() throws Exception {
        aged(file("a.mp4", "future"), Duration.ofDays(-365));
        Source.Batch first = source.poll("");
        assertThat(first.posts()).isEmpty();
        assertThat(source.poll(first.cursor()).posts()).hasSize(1);
    }

    @Test
    void linksAreNotFollowedAndReportedOnce() throws Exception {
        Path outside = Files.writeString(place.resolve("secret.mp4"), "secret");
        Files.createSymbolicLink(drop.resolve("link.mp4"), outside);
        Files.createSymbolicLink(drop.resolve("round"), drop);
        file("stills/1.jpg", "one");
        Files.createSymbolicLink(drop.resolve("stills/2.jpg"), outside);
        Source.Batch first = source.poll("");
        assertThat(first.posts()).isEmpty();
        assertThat(first.notes())
                .containsExactly(
                        "3 files were skipped: link.mp4 (a symbolic link), round (a symbolic"
                                + " link), stills (contains a symbolic link)");
        assertThat(source.poll(first.cursor()).notes()).isEmpty();
    }

    @Test
    void aSidecarFileDescribesAVideo() throws Exception {
        file("a.mp4", "one");
        file("a.info.json", "{\"title\":\"First\"}");
        file("b.mp4", "two");
        file("b.json", "{\"text\":\"Second\"}");
        file("c.mp4", "three");
        assertThat(source.poll("").posts())
                .extracting(Post::metadata)
                .containsExactly(
                        "{\"title\":\"First\"}",
                        "{\"text\":\"Second\"}",
                        "{\"file\":\"c.mp4\",\"changed\":\"2026-05-04T11:59:00Z\"}");
    }

    @Test
    void whatYtDlpWroteBesideAVideoMakesItThePostThatItWas() throws Exception {
        Path video = file("a.mp4", "one");
        file(
                "a.info.json",
                """
                {"id":"7301234567890123456","extractor_key":"TikTok","extractor":"tiktok",
                 "title":"a march","description":"a march #politics","timestamp":1777896000,
                 "uploader":"someone","uploader_id":"1","view_count":12,
                 "webpage_url":"https://www.tiktok.com/@someone/video/7301234567890123456"}
                """);
        Post post = source.poll("").posts().getFirst();
        assertThat(post.key()).isEqualTo("tiktok:7301234567890123456");
        assertThat(post.media()).isEqualTo(new PostMedia.OnDisk(video));
        assertThat(post.hashtags()).containsExactly("politics");
        assertThat(post.counters().views()).isEqualTo(12);
    }

    @Test
    void aFolderThatIsNotThereIsAFailureAndAnEmptyOneIsNot() throws Exception {
        assertThat(source.poll("").posts()).isEmpty();
        Files.delete(drop);
        assertThatThrownBy(() -> source.poll(""))
                .isInstanceOf(SourceException.class)
                .hasMessage("folder " + drop + " does not exist; is its disk mounted?");
    }

    @Test
    void aCursorThatMakesNoSenseOnlyBringsEverythingAgain() throws Exception {
        file("a.mp4", "one");
        for (String cursor : List.of("nonsense", "{}", "[1]", "{\"brought\":\"?\"}")) {
            assertThat(source.poll(cursor).posts()).hasSize(1);
        }
    }
}

package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.video.MediaListing.LeftOut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything in a folder is listed, or named as skipped. */
class MediaListingTest {
    private static final String MP4 = "\0\0\0\u0018ftypmp42";
    private static final String JPEG = "\u00ff\u00d8\u00ff\u00e0";

    @TempDir private Path folder;

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private MediaListing listing() {
        return MediaListing.of(folder);
    }

    @Test
    void videosAreFoundByTheirContentAndBelowTheFolder() throws Exception {
        Path deep = file("a/b/clip", MP4);
        Path named = file("b.wmv", "damaged");
        file("b.txt", "words");
        file(".hidden.mp4", MP4);

        assertThat(listing()).isEqualTo(new MediaListing(List.of(deep, named), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sound.mp3", "post.json", "caption.txt", "Thumbs.db", "desktop.ini"})
    void picturesAndWhatBelongsToThemAreOneVideo(String companion) throws Exception {
        file("1.jpg", JPEG);
        file("2", JPEG);
        file(companion, companion.equals("sound.mp3") ? "ID3" : "{}");

        assertThat(listing()).isEqualTo(new MediaListing(List.of(folder), List.of()));
    }

    @Test
    void picturesBesideAVideoOrAFolderAreLookedAtOneByOne() throws Exception {
        Path clip = file("post/clip.mp4", MP4);
        Path cover = file("post/cover.jfif", JPEG);
        Path photo = file("photo.heic", "\0\0\0\u0018ftypheic");

        assertThat(listing().media()).containsExactly(photo, clip, cover);
    }

    @Test
    void whatIsNotLookedAtIsNamedWithItsReason() throws Exception {
        Path clip = file("clip.mp4", MP4);
        Path zip = file("old.zip", "PK\3\4");
        Path link = Files.createSymbolicLink(folder.resolve("round"), folder);
        Path part = file("new.mp4.part", MP4);

        assertThat(listing())
                .isEqualTo(
                        new MediaListing(
                                List.of(clip),
                                List.of(
                                        new LeftOut(part, "an unfinished download"),
                                        new LeftOut(zip, "a ZIP archive"),
                                        new LeftOut(link, "a link to a folder"))));
    }

    @Test
    void whatIsGivenItselfIsNeverLeftOut() throws Exception {
        Path zip = file("old.zip", "PK\3\4");
        Path missing = folder.resolve("missing.mp4");

        assertThat(MediaListing.of(List.of(zip, missing)))
                .isEqualTo(new MediaListing(List.of(zip, missing), List.of()));
    }

    @Test
    void theSummaryNamesFiveAndCountsAll() {
        List<LeftOut> files =
                IntStream.range(0, 7)
                        .mapToObj(i -> new LeftOut(Path.of(i + ".zip"), "a ZIP archive"))
                        .toList();

        assertThat(LeftOut.summary(files.subList(0, 1)))
                .isEqualTo("1 file was skipped: 0.zip (a ZIP archive)");
        assertThat(LeftOut.summary(files))
                .startsWith("7 files were skipped: 0.zip (a ZIP archive), 1.zip")
                .endsWith("4.zip (a ZIP archive) and 2 more");
    }
}

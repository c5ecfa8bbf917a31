package dev.framewatch.desk.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framewatch.desk.RecordedYtDlp;
import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.testing.LoopbackSite;
import dev.framewatch.video.Clips;
import dev.framewatch.video.ImageFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftOutMediaTest {
    private static final URI PAGE = URI.create("https://site.example/story");

    private final LoopbackSite site = new LoopbackSite();
    private final WebClient web = new WebClient(AddressPolicy.PRIVATE_TOO);
    @TempDir private Path folder;

    LeftOutMediaTest() throws IOException {}

    @BeforeEach
    void showTwoPictures() throws IOException {
        for (String path : List.of("/1.png", "/2.png")) {
            byte[] png = ImageFiles.encodePng(Clips.numbered(64, 48, path.charAt(1) - '0'));
            site.on(path, LoopbackSite.content("image/png", png));
        }
    }

    @AfterEach
    void close() throws IOException {
        site.close();
        web.close();
    }

    /** Fetches with a yt-dlp that fails with a message and keeps the addresses that it is given. */
    private FetchedMedia fetch(PostMedia media, String error) throws Exception {
        RecordedYtDlp ytDlp =
                new RecordedYtDlp(
                        folder,
                        "for last; do :; done; cp \"$last\" '%s/addresses'; echo 'ERROR: %s' >&2; exit 1"
                                .formatted(folder, error));
        Post post =
                new Post(
                        "web",
                        "1",
                        null,
                        Post.Author.UNKNOWN,
                        "",
                        List.of(),
                        null,
                        Post.Counters.UNKNOWN,
                        media,
                        "");
        return new Fetcher(web, web, ytDlp.ytDlp(), FetchLimits.DEFAULT)
                .fetch(post, folder.resolve("media"), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unsupported URL: x", "[x] 7: There is no video in this post"})
    void thePageOfAnIllustratedPostComesFirstAndThenTheIllustration(String error) throws Exception {
        PostMedia media = new PostMedia.OnPage(PAGE, List.of(site.at("/1.png")));
        FetchedMedia fetched = fetch(media, error);
        assertThat(fetched.path()).isDirectoryContaining("glob:**.png");
        assertThat(fetched.missing())
                .isEqualTo("no video was found on the page, only its illustration was scanned");
    }

    @Test
    void anIllustrationDoesNotReplaceAVideoThatCannotBeFetchedNow() {
        PostMedia media = new PostMedia.OnPage(PAGE, List.of(site.at("/1.png")));
        FetchException failed =
                catchThrowableOfType(
                        FetchException.class, () -> fetch(media, "HTTP Error 503: Busy"));
        assertThat(failed.failureKind()).isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void whatThePostSaysToBeLeftOutIsMissing() throws Exception {
        List<URI> images = List.of(site.at("/1.png"), site.at("/2.png"), site.at("/3.png"));
        FetchedMedia stills =
                fetch(new PostMedia.Stills(images, "the page was not looked at"), "unused");
        assertThat(stills.missing())
                .startsWith("1 of 3 images are not available")
                .endsWith("; the page was not looked at");
        FetchedMedia video = fetch(new PostMedia.At(site.at("/1.png"), "2 images"), "unused");
        assertThat(video.missing()).isEqualTo("2 images");
    }

    @Test
    void aPhotoPostOnTikTokIsPassedOnAsAVideo() throws Exception {
        URI photo = URI.create("https://www.tiktok.com/@someone/photo/7300000000000000009?x=1");
        PostMedia media = new PostMedia.OnPage(photo, List.of(site.at("/1.png")));
        fetch(media, "Unsupported URL: x");
        assertThat(Files.readString(folder.resolve("addresses")))
                .contains("https://www.tiktok.com/@someone/video/7300000000000000009?x=1")
                .doesNotContain("/photo/");
    }
}

package dev.framewatch.desk.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framewatch.desk.RecordedYtDlp;
import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.Post.Author;
import dev.framewatch.desk.post.Post.Counters;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.file.Sha256;
import dev.framewatch.testing.LoopbackSite;
import dev.framewatch.testing.Programs;
import dev.framewatch.video.Clips;
import dev.framewatch.video.Frame;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.ImageSequence;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.video.VideoEncoding.Codec;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetcherTest {
    private static final FetchLimits LIMITS =
            new FetchLimits(1 << 20, Duration.ofMinutes(10), Duration.ofMinutes(1), 20);

    private static final PostMedia.OnPage PHOTO_PAGE =
            new PostMedia.OnPage(
                    URI.create("https://www.tiktok.com/@someone/photo/7300000000000000009"));

    @TempDir private static Path shared;
    private static Path clip;
    private static byte[] clipBytes;

    @TempDir private Path folder;
    private final WebClient outside = new WebClient(AddressPolicy.PUBLIC_ONLY);
    private final WebClient inside = new WebClient(AddressPolicy.PRIVATE_TOO);
    private final Fetcher fetcher = fetcher(YtDlp.of(System.getenv()), LIMITS);
    private LoopbackSite site;
    private Path media;

    @BeforeAll
    static void drawAClip() throws IOException {
        clip = Clips.write(shared.resolve("clip.mp4"), Codec.H264, 10, 5);
        clipBytes = Files.readAllBytes(clip);
    }

    @BeforeEach
    void openTheSite() throws IOException {
        site = new LoopbackSite();
        media = folder.resolve("media");
    }

    @AfterEach
    void closeTheSite() throws IOException {
        site.close();
        outside.close();
        inside.close();
    }

    @Test
    void aVideoIsNamedAfterItsContentAndNothingElseIsLeft() throws Exception {
        site.on("/v.mp4", LoopbackSite.content("video/mp4", clipBytes));
        FetchedMedia fetched = fetch(new PostMedia.At(site.at("/v.mp4")));
        assertThat(fetched.sha256()).isEqualTo(Sha256.of(clipBytes));
        assertThat(fetched.bytes()).isEqualTo(clipBytes.length);
        assertThat(fetched.sourceUrl()).isEqualTo(site.at("/v.mp4"));
        assertThat(fetched.missing()).isEmpty();
        assertThat(fetched.path()).isEqualTo(media.resolve(fetched.sha256() + ".mp4"));
        assertThat(fetched.path()).hasBinaryContent(clipBytes);
        assertThat(inMedia()).containsExactly(fetched.path());
    }

    @Test
    void fetchingAgainGivesTheSameFile() throws Exception {
        site.on("/v.mp4", LoopbackSite.content("video/mp4", clipBytes));
        FetchedMedia first = fetch(new PostMedia.At(site.at("/v.mp4")));
        assertThat(fetch(new PostMedia.At(site.at("/v.mp4")))).isEqualTo(first);
        assertThat(inMedia()).containsExactly(first.path());
    }

    @Test
    void theReportedUrlIsTheOneAfterRedirects() throws Exception {
        site.on("/v.mp4", LoopbackSite.content("video/mp4", clipBytes))
                .on("/short", LoopbackSite.redirect("/v.mp4"));
        FetchedMedia fetched = fetch(new PostMedia.At(site.at("/short")));
        assertThat(fetched.sourceUrl()).isEqualTo(site.at("/v.mp4"));
    }

    @Test
    void aWebPageInsteadOfAVideoIsRefusedAndRetried() {
        byte[] page = "<!doctype html><p>Log in".getBytes(StandardCharsets.UTF_8);
        site.on("/v.mp4", LoopbackSite.content("video/mp4", page));
        FetchException failed = failure(new PostMedia.At(site.at("/v.mp4")));
        assertThat(failed.failureKind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(failed).hasMessageContaining("not a video: it is a web page");
    }

    @ParameterizedTest
    @CsvSource({
        "404, UNAVAILABLE",
        "410, GONE",
        "400, PERMANENT",
        "401, UNAVAILABLE",
        "451, UNAVAILABLE",
        "403, UNAVAILABLE",
        "500, TRANSIENT",
        "503, TRANSIENT",
    })
    void aStatusDeterminesWhetherARetryMayHelp(int status, FailureKind failureKind) {
        site.on("/v.mp4", LoopbackSite.status(status));
        FetchException failed = failure(new PostMedia.At(site.at("/v.mp4")));
        assertThat(failed.failureKind()).isEqualTo(failureKind);
        assertThat(failed).hasMessageContaining("answered " + status);
        assertThat(failed.retryAfter()).isNull();
    }

    @Test
    void retryAfterIsPassedOn() {
        site.on("/v.mp4", LoopbackSite.status(429, "Retry-After", "90"));
        FetchException failed = failure(new PostMedia.At(site.at("/v.mp4")));
        assertThat(failed.failureKind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aDownloadThatBreaksOffLeavesNothingAndMayBeTriedAgain() throws Exception {
        site.on("/v.mp4", LoopbackSite.cutOff("video/mp4", clipBytes));
        FetchException failed = failure(new PostMedia.At(site.at("/v.mp4")));
        assertThat(failed.failureKind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(inMedia()).isEmpty();
    }

    @Test
    void aVideoLargerThanTheLimitIsNeverFetched() throws Exception {
        site.on("/v.mp4", LoopbackSite.content("video/mp4", new byte[(1 << 20) + 1]));
        FetchException failed = failure(new PostMedia.At(site.at("/v.mp4")));
        assertThat(failed.failureKind()).isEqualTo(FailureKind.PERMANENT);
        assertThat(failed).hasMessageContaining("is larger than");
        assertThat(inMedia()).isEmpty();
    }

    @Test
    void anAddressInsideIsRefusedUnlessThatWasAllowed() {
        site.on("/v.mp4", LoopbackSite.content("video/mp4", clipBytes));
        Post post = post(new PostMedia.At(site.at("/v.mp4")));
        FetchException failed =
                catchThrowableOfType(FetchException.class, () -> fetcher.fetch(post, media, false));
        assertThat(failed.failureKind()).isEqualTo(FailureKind.PERMANENT);
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void aPictureInThePlaceOfAVideoIsAVideoOfOneStill() throws Exception {
        site.on("/photo", LoopbackSite.content("video/mp4", png(1)));
        FetchedMedia fetched = fetch(new PostMedia.At(site.at("/photo")));
        assertThat(ImageSequence.isImageFolder(fetched.path())).isTrue();
        assertThat(numbers(fetched.path())).containsExactly(1);
    }

    @Test
    void thePicturesOfAPhotoPostBecomeStillsInTheirOrder() throws Exception {
        List<URI> addresses = new ArrayList<>();
        for (int number = 12; number > 0; number--) {
            site.on("/p" + number, LoopbackSite.content("image/png", png(number)));
            addresses.add(site.at("/p" + number));
        }
        FetchedMedia fetched = fetch(new PostMedia.Stills(addresses));
        assertThat(numbers(fetched.path())).containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(fetched.missing()).isEmpty();
        assertThat(fetch(new PostMedia.Stills(addresses))).isEqualTo(fetched);
    }

    @Test
    void deletedImagesAreReportedAsMissing() throws Exception {
        site.on("/1", LoopbackSite.content("image/png", png(1)))
                .on("/3", LoopbackSite.content("image/png", png(3)));
        PostMedia stills =
                new PostMedia.Stills(List.of(site.at("/1"), site.at("/2"), site.at("/3")));
        FetchedMedia fetched = fetch(stills);
        assertThat(numbers(fetched.path())).containsExactly(1, 3);
        assertThat(fetched.missing()).startsWith("1 of 3 images are not available");
    }

    @Test
    void aPictureThatMayComeBackMakesTheWholePostWait() throws Exception {
        site.on("/1", LoopbackSite.content("image/png", png(1)))
                .on("/2", LoopbackSite.status(503, "Retry-After", "5"));
        PostMedia stills = new PostMedia.Stills(List.of(site.at("/1"), site.at("/2")));
        FetchException failed = failure(stills);
        assertThat(failed.failureKind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(inMedia()).isEmpty();
    }

    @Test
    void aVideoOnThisMachineIsCopiedAndLeftAsItIs() throws Exception {
        FetchedMedia fetched = fetch(new PostMedia.OnDisk(clip));
        assertThat(fetched.path()).hasBinaryContent(clipBytes);
        assertThat(fetched.sourceUrl()).isNull();
        assertThat(clip).hasBinaryContent(clipBytes);
    }

    @Test
    void aFolderOfStillsIsCopiedInTheOrderPeopleRead() throws Exception {
        Path stills = Files.createDirectory(folder.resolve("stills"));
        for (int number : List.of(10, 9, 1)) {
            Files.write(stills.resolve("page" + number + ".png"), png(number));
        }
        assertThat(numbers(fetch(new PostMedia.OnDisk(stills)).path())).containsExactly(1, 9, 10);
    }

    @Test
    void aDeletedLocalFileIsGone() {
        FetchException failed = failure(new PostMedia.OnDisk(folder.resolve("away.mp4")));
        assertThat(failed.failureKind()).isEqualTo(FailureKind.GONE);
    }

    @Test
    void aFileOnADriveThatIsNotMountedIsNotTakenForDeleted() throws Exception {
        Path mountPoint = Files.createDirectory(folder.resolve("drive"));
        for (Path place : List.of(mountPoint, mountPoint.resolve("clips"))) {
            FetchException failed = failure(new PostMedia.OnDisk(place.resolve("a.mp4")));
            assertThat(failed.failureKind()).isEqualTo(FailureKind.UNAVAILABLE);
            assertThat(failed).hasMessageContaining("is a drive missing?");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Video not available, status code 0 | UNAVAILABLE",
                "Video not available, status code 10204 | UNAVAILABLE",
                "Your IP address is blocked from accessing this post | UNAVAILABLE",
                "TikTok is requiring login for access to this content | UNAVAILABLE",
                "Unable to extract universal data for rehydration | UNAVAILABLE",
                "HTTP Error 429: Too Many Requests | UNAVAILABLE",
                "This video has been removed by the uploader | GONE",
                "This video is DRM protected | PERMANENT",
                "[Errno 28] No space left on device | LOCAL",
                "The read operation timed out | TRANSIENT",
            })
    void whatYtDlpSaysDecidesWhetherAPostMayComeBack(String said, FailureKind kind)
            throws Exception {
        YtDlp saying =
                new RecordedYtDlp(folder, "echo 'ERROR: [TikTok] 73: " + said + "' >&2; exit 1")
                        .ytDlp();
        Post post = post(new PostMedia.OnPage(site.at("/post")));
        FetchException failed =
                catchThrowableOfType(
                        FetchException.class,
                        () -> fetcher(saying, LIMITS).fetch(post, media, true));
        assertThat(failed.failureKind()).isEqualTo(kind);
    }

    @Test
    void aPostWithoutMediaStatesTheReason() {
        FetchException failed = failure(new PostMedia.None("only audio"));
        assertThat(failed.failureKind()).isEqualTo(FailureKind.PERMANENT);
        assertThat(failed).hasMessage("only audio");
    }

    @Test
    void aPageIsReadByYtDlpWhichCompletesThePost() throws Exception {
        Programs.require("yt-dlp");
        site.on("/v.mp4", LoopbackSite.content("video/mp4", clipBytes))
                .page(
                        "/post",
                        """
                        <html><head><title>A rally</title>
                        <meta property="og:title" content="A rally">
                        <meta property="og:video" content="/v.mp4"></head></html>
                        """);
        FetchedMedia fetched = fetch(new PostMedia.OnPage(site.at("/post")));
        assertThat(fetched.path()).hasBinaryContent(clipBytes);
        assertThat(fetched.path()).hasFileName(Sha256.of(clipBytes) + ".mp4");
        assertThat(fetched.completedPost())
                .isNotNull()
                .satisfies(post -> {
                    assertThat(post.key()).isEqualTo("web:1");
                    assertThat(post.caption()).isEqualTo("A rally");
                    assertThat(post.metadata()).contains("webpage_url");
                });
        assertThat(inMedia()).containsExactly(fetched.path());
    }

    @Test
    void aPageWithSoundOnlyHasNothingToLookAt() {
        Programs.require("yt-dlp");
        byte[] sound = new byte[5_000];
        System.arraycopy("ID3".getBytes(StandardCharsets.US_ASCII), 0, sound, 0, 3);
        site.on("/a.mp3", LoopbackSite.content("audio/mpeg", sound));
        FetchException failed = failure(new PostMedia.OnPage(site.at("/a.mp3")));
        assertThat(failed.failureKind()).isEqualTo(FailureKind.NO_MEDIA);
        assertThat(failed).hasMessageContaining("only audio");
    }

    @Test
    void theCoverIsAnalysedIfYtDlpFindsOnlyTheAudioOfAPhotoPost() throws Exception {
        site.on("/cover.png", LoopbackSite.content("image/png", png(7)));
        Fetcher recorded =
                fetcher(
                        photoPost(
                                """
                                "formats":[{"format_id":"audio","ext":"m4a","vcodec":"none","acodec":"aac",
                                  "url":"https://example.org/a.m4a"}],
                                "thumbnails":[{"id":"dynamicCover","url":"%s?x-expires=1"},
                                  {"id":"originCover","url":"%s?x-expires=2"}]
                                """
                                        .formatted(site.at("/cover.png"), site.at("/cover.png"))),
                        LIMITS);
        FetchedMedia fetched = recorded.fetch(post(PHOTO_PAGE), media, true);
        assertThat(numbers(fetched.path())).containsExactly(7);
        assertThat(fetched.missing()).contains("only the cover");
        assertThat(fetched.completedPost())
                .isNotNull()
                .satisfies(post -> {
                    assertThat(post.key()).isEqualTo("web:1");
                    assertThat(post.caption()).isEqualTo("Three pictures #rally");
                });
    }

    @Test
    void thePicturesOfAPhotoPostThatYtDlpKnowsAreAllOfIt() throws Exception {
        site.on("/1.png", LoopbackSite.content("image/png", png(1)))
                .on("/2.png", LoopbackSite.content("image/png", png(2)));
        Fetcher recorded =
                fetcher(
                        photoPost(
                                """
                                "formats":[{"format_id":"image-1","ext":"png","url":"%s"},
                                  {"format_id":"image-2","ext":"png","url":"%s"}]
                                """
                                        .formatted(site.at("/1.png"), site.at("/2.png"))),
                        LIMITS);
        FetchedMedia fetched = recorded.fetch(post(PHOTO_PAGE), media, true);
        assertThat(numbers(fetched.path())).containsExactly(1, 2);
        assertThat(fetched.missing()).isEmpty();
    }

    /**
     * Returns a fake yt-dlp for a post without video, which can be described but not downloaded.
     */
    private YtDlp photoPost(String fields) throws IOException {
        Path said =
                Files.writeString(
                        folder.resolve("photo.json"),
                        """
                        {"id":"7300000000000000009","title":"Three pictures #rally",
                         "extractor_key":"TikTok","webpage_url":"%s",
                         %s}
                        """
                                .formatted(PHOTO_PAGE.page(), fields));
        return new RecordedYtDlp(
                        folder,
                        "case \"$*\" in *--dump-single-json*) cat '"
                                + said
                                + "';; *) echo 'ERROR: [TikTok] 73: Requested format is not"
                                + " available' >&2; exit 1;; esac")
                .ytDlp();
    }

    @Test
    void withoutYtDlpAPageWaitsUntilItIsInstalled() {
        Fetcher without = fetcher(YtDlp.of(Map.of()), LIMITS);
        Post post = post(new PostMedia.OnPage(site.at("/post")));
        FetchException failed =
                catchThrowableOfType(FetchException.class, () -> without.fetch(post, media, true));
        assertThat(failed.failureKind()).isEqualTo(FailureKind.LOCAL);
        assertThat(failed).hasMessageContaining("install it").hasMessageContaining("/post");
    }

    @Test
    void incompleteFilesAreDeletedAndCompleteOnesStay() throws Exception {
        FetchedMedia whole = fetch(new PostMedia.OnDisk(clip));
        StagingFolder half = StagingFolder.in(media);
        Files.write(half.file("video.part"), new byte[10]);
        assertThat(Fetcher.sweep(media)).isEqualTo(1);
        assertThat(inMedia()).containsExactly(whole.path());
        assertThat(Fetcher.sweep(folder.resolve("never-made"))).isZero();
    }

    private Fetcher fetcher(YtDlp ytDlp, FetchLimits limits) {
        return new Fetcher(outside, inside, ytDlp, limits);
    }

    private static Post post(PostMedia media) {
        return new Post(
                "web", "1", null, Author.UNKNOWN, "", List.of(), null, Counters.UNKNOWN, media, "");
    }

    private FetchedMedia fetch(PostMedia what) throws Exception {
        return fetcher.fetch(post(what), media, true);
    }

    private FetchException failure(PostMedia what) {
        FetchException failed = catchThrowableOfType(FetchException.class, () -> fetch(what));
        assertThat(failed).as("it should not have worked").isNotNull();
        return failed;
    }

    private List<Path> inMedia() throws IOException {
        if (!Files.exists(media)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(media)) {
            return found.toList();
        }
    }

    private static byte[] png(int number) throws IOException {
        return ImageFiles.encodePng(Clips.numbered(64, 48, number));
    }

    /** Returns the frame numbers that a scan of the stills would see. */
    private static List<Integer> numbers(Path stills) throws Exception {
        List<Integer> numbers = new ArrayList<>();
        try (VideoDecoder decoder = new VideoDecoder();
                var stream = decoder.open(stills, Sampling.every(1))) {
            for (Frame frame = stream.next(); frame != null; frame = stream.next()) {
                numbers.add(Clips.numberOf(frame.image()));
            }
        }
        return numbers;
    }
}

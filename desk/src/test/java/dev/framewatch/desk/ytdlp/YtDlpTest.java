package dev.framewatch.desk.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framewatch.desk.ytdlp.YtDlp.Downloaded;
import dev.framewatch.file.Sha256;
import dev.framewatch.testing.LoopbackSite;
import dev.framewatch.testing.Programs;
import dev.framewatch.video.Clips;
import dev.framewatch.video.VideoEncoding.Codec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the real yt-dlp against a local server. */
class YtDlpTest {
    private static final YtDlpLimits LIMITS =
            new YtDlpLimits(10 << 20, Duration.ofMinutes(10), Duration.ofMinutes(1));

    @TempDir private static Path shared;
    @AutoClose private static LoopbackSite site;
    private static byte[] clip;

    @TempDir private Path folder;
    private final YtDlp ytDlp = YtDlp.of(System.getenv());

    @BeforeAll
    static void openTheSite() throws IOException {
        Programs.require("yt-dlp");
        clip = Files.readAllBytes(Clips.write(shared.resolve("clip.mp4"), Codec.H264, 20, 10));
        site =
                new LoopbackSite()
                        .on("/clip.mp4", LoopbackSite.content("video/mp4", clip))
                        .on("/cut.mp4", LoopbackSite.cutOff("video/mp4", clip))
                        .on("/ftp", LoopbackSite.redirect("ftp://127.0.0.1:1/clip.mp4"))
                        .on("/file", LoopbackSite.redirect("file:///etc/hostname"))
                        .on("/segment.mp4", LoopbackSite.content("video/mp4", clip))
                        .page("/empty", "<html><title>Nothing</title><p>No video</p></html>")
                        .page(
                                "/two",
                                "<html><title>Two</title><video src='/clip.mp4'></video>"
                                        + "<video src='/segment.mp4'></video></html>")
                        .page(
                                "/page",
                                """
                                <html><head><title>A rally</title>
                                <meta property="og:title" content="A rally">
                                <meta property="og:video" content="/clip.mp4"></head></html>
                                """);
        site.on(
                "/list.m3u8",
                playlist("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n/segment.mp4\n"));
        site.on(
                "/reads-files.m3u8",
                playlist("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile:///etc/hostname\n"));
        for (int status : new int[] {403, 404, 410, 429, 503}) {
            site.on("/answers-" + status, LoopbackSite.status(status));
        }
    }

    private static LoopbackSite.Reply playlist(String text) {
        byte[] bytes = (text + "#EXT-X-ENDLIST\n").getBytes(StandardCharsets.UTF_8);
        return LoopbackSite.content("application/vnd.apple.mpegurl", bytes);
    }

    @Test
    void aPageWithAVideoIsDescribedWithoutFetchingTheVideo() throws Exception {
        int before = site.asked().size();
        List<InfoJson> found = ytDlp.list(site.at("/page"), 10, YtDlpOptions.PRIVATE_TOO).entries();
        assertThat(found)
                .singleElement()
                .satisfies(info -> {
                    assertThat(info.platform()).isEqualTo("web");
                    assertThat(info.caption()).isEqualTo("A rally");
                    assertThat(info.page()).contains(site.at("/page"));
                });
        assertThat(site.asked().subList(before, site.asked().size()))
                .doesNotContain("GET /clip.mp4");
    }

    @Test
    void theVideoOfAPageIsFetchedWithItsMetadata() throws Exception {
        Downloaded downloaded = download(site.at("/page"), LIMITS, YtDlpOptions.PRIVATE_TOO);
        assertThat(Sha256.of(downloaded.file())).isEqualTo(Sha256.of(clip));
        assertThat(downloaded.info().caption()).isEqualTo("A rally");
        assertThat(downloaded.info().videosOnPage()).isEqualTo(1);
    }

    @Test
    void nothingButTheVideoIsLeftBehind() throws Exception {
        Downloaded downloaded = download(site.at("/clip.mp4"), LIMITS, YtDlpOptions.PRIVATE_TOO);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(downloaded.file());
        }
    }

    @Test
    void ofSeveralVideosTheFirstIsBroughtAndTheOthersAreCounted() throws Exception {
        Downloaded downloaded = download(site.at("/two"), LIMITS, YtDlpOptions.PRIVATE_TOO);
        assertThat(Sha256.of(downloaded.file())).isEqualTo(Sha256.of(clip));
        assertThat(downloaded.info().videosOnPage()).isEqualTo(2);
    }

    @Test
    void aPlaylistOfSegmentsIsPutTogether() throws Exception {
        Downloaded downloaded = download(site.at("/list.m3u8"), LIMITS, YtDlpOptions.PRIVATE_TOO);
        assertThat(Sha256.of(downloaded.file())).isEqualTo(Sha256.of(clip));
    }

    @ParameterizedTest
    @CsvSource({
        "/answers-404, UNAVAILABLE, did not say why",
        "/answers-410, GONE, it no longer exists",
        "/answers-403, FORBIDDEN, the server denied access",
        "/answers-429, TOO_MANY_REQUESTS, limits the request rate",
        "/answers-503, NETWORK, the server had an error",
        "/empty, UNKNOWN_PAGE, found no video on this page",
        "/cut.mp4, NETWORK, the connection failed",
        "/file, REFUSED, not a web URL",
        "/reads-files.m3u8, REFUSED, not a web URL",
    })
    void failuresAreReportedInPlainWords(String path, YtDlpErrorKind complaint, String words) {
        YtDlpException failed = failure(site.at(path), LIMITS, YtDlpOptions.PRIVATE_TOO);
        assertThat(failed.kind()).as(failed.getMessage()).isEqualTo(complaint);
        assertThat(failed).hasMessageContaining(site.at(path) + ": ").hasMessageContaining(words);
    }

    @Test
    void addressesInsideAreRefusedBeforeConnectingUnlessAllowed() {
        int before = site.asked().size();
        YtDlpException failed = failure(site.at("/page"), LIMITS, YtDlpOptions.PUBLIC_ONLY);
        assertThat(failed.kind()).isEqualTo(YtDlpErrorKind.REFUSED);
        assertThat(failed).hasMessageContaining("private network");
        assertThat(site.asked()).hasSize(before);
    }

    @Test
    void onlyAddressesOfTheWebAreGivenToIt() {
        URI file = URI.create("file:///etc/hostname");
        YtDlpException failed = failure(file, LIMITS, YtDlpOptions.PRIVATE_TOO);
        assertThat(failed.kind()).isEqualTo(YtDlpErrorKind.REFUSED);
    }

    /** yt-dlp uses the proxy for http and https only. */
    @Test
    void aRedirectToAnotherProtocolDoesNotGetPastTheProxy() throws Exception {
        try (ServerSocketChannel inside = ServerSocketChannel.open()) {
            inside.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            inside.configureBlocking(false);
            int port = ((InetSocketAddress) inside.getLocalAddress()).getPort();
            site.on("/to-ftp", LoopbackSite.redirect("ftp://127.0.0.1:" + port + "/clip.mp4"));
            YtDlpException failed = failure(site.at("/to-ftp"), LIMITS, YtDlpOptions.PRIVATE_TOO);
            assertThat(failed.kind()).isEqualTo(YtDlpErrorKind.REFUSED);
            assertThat(inside.accept()).as("a connection past the proxy").isNull();
        }
    }

    @Test
    void aVideoLargerThanTheLimitIsNotBrought() {
        YtDlpLimits small = new YtDlpLimits(1_000, Duration.ofMinutes(10), Duration.ofMinutes(1));
        YtDlpException failed = failure(site.at("/clip.mp4"), small, YtDlpOptions.PRIVATE_TOO);
        assertThat(failed.kind()).isEqualTo(YtDlpErrorKind.TOO_LARGE);
    }

    @Test
    void aServerThatStallsIsLeftWhenTheTimeIsOver() {
        site.on(
                "/stalls",
                exchange -> {
                    try {
                        Thread.currentThread().join();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        YtDlpLimits hasty = new YtDlpLimits(1 << 20, Duration.ofMinutes(10), Duration.ofSeconds(3));
        YtDlpException failed = failure(site.at("/stalls"), hasty, YtDlpOptions.PRIVATE_TOO);
        assertThat(failed.kind()).isEqualTo(YtDlpErrorKind.OUT_OF_TIME);
    }

    @Test
    void withoutYtDlpTheErrorNamesWhatToInstall() {
        YtDlp missing = YtDlp.of(Map.of("PATH", folder.toString()));
        YtDlpException failed = catchThrowableOfType(YtDlpException.class, missing::version);
        assertThat(failed.kind()).isEqualTo(YtDlpErrorKind.NO_PROGRAM);
        assertThat(failed).hasMessageContaining("apt install yt-dlp");
    }

    @Test
    void aConfiguredProgramThatIsMissingIsReportedByName() {
        YtDlp missing = YtDlp.of(Map.of("FRAMEWATCH_YTDLP", folder + "/yt-dlp"));
        assertThat(catchThrowableOfType(YtDlpException.class, missing::version))
                .hasMessageContaining("FRAMEWATCH_YTDLP names " + folder + "/yt-dlp");
    }

    @Test
    void aYtDlpThatIsTooOldIsRefusedWithBothVersions() throws Exception {
        Path old = Files.writeString(folder.resolve("yt-dlp"), "#!/bin/sh\necho 2021.12.27\n");
        assertThat(old.toFile().setExecutable(true)).isTrue();
        YtDlp tooOld = YtDlp.of(Map.of("FRAMEWATCH_YTDLP", old.toString()));
        assertThat(catchThrowableOfType(YtDlpException.class, tooOld::version))
                .hasMessageContaining("2021.12.27")
                .hasMessageContaining("2023.03.04");
    }

    private Downloaded download(URI page, YtDlpLimits limits, YtDlpOptions rules) throws Exception {
        return ytDlp.download(page, folder, limits, rules);
    }

    private YtDlpException failure(URI page, YtDlpLimits limits, YtDlpOptions rules) {
        YtDlpException failed =
                catchThrowableOfType(YtDlpException.class, () -> download(page, limits, rules));
        assertThat(failed).as("it should not have worked").isNotNull();
        return failed;
    }
}

package dev.framewatch.desk.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.download.ModelDownload.DownloadedFile;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.file.Sha256;
import dev.framewatch.log.LogCapture;
import dev.framewatch.log.LogLevel;
import dev.framewatch.model.ProgressListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from a real server on this machine. */
class ModelDownloadTest {
    private static final int SIZE = 3_000_000;
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir private Path folder;
    private final WebClient web = new WebClient(AddressPolicy.PRIVATE_TOO);
    private FileServer server;
    private byte[] content;
    private String sha256;

    @BeforeEach
    void serve() throws IOException {
        content = new byte[SIZE];
        new Random(1).nextBytes(content);
        sha256 = Sha256.of(content);
        server = new FileServer(content);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        web.close();
    }

    private DownloadedFile fetch(String path) throws IOException {
        return download(LONG, ProgressListener.SILENT).fetch(server.address(path), sha256);
    }

    private ModelDownload download(Duration patience, ProgressListener progress) {
        return new ModelDownload(web, folder, 2L * SIZE, patience, progress);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFileArrivesWholeAndIsNotFetchedTwice() throws IOException {
        List<Long> done = new ArrayList<>();
        ProgressListener progress =
                (task, now, total) -> {
                    assertThat(task.name()).isEqualTo("downloading model.h5");
                    assertThat(total).isEqualTo(SIZE);
                    done.add(now);
                };
        DownloadedFile downloadedFile =
                download(LONG, progress).fetch(server.address("/model.h5"), sha256);

        assertThat(downloadedFile.file()).hasBinaryContent(content);
        assertThat(downloadedFile.sha256()).isEqualTo(sha256);
        assertThat(done).isSorted().endsWith((long) SIZE);
        assertThat(files()).containsExactly(downloadedFile.file().getFileName().toString());
        assertThat(fetch("/model.h5")).isEqualTo(downloadedFile);
        assertThat(server.ranges()).containsExactly("none");
    }

    @Test
    void aConnectionThatIsCutHalfWayIsTakenUpFromThere() throws IOException {
        server.cuts.add(SIZE / 2);

        DownloadedFile downloadedFile = fetch("/model.h5");

        assertThat(downloadedFile.file()).hasBinaryContent(content);
        assertThat(server.ranges()).hasSize(2);
        assertThat(server.ranges().getFirst()).isEqualTo("none");
        assertThat(start(1)).isBetween(1, SIZE / 2);
    }

    private int start(int request) {
        return Integer.parseInt(server.ranges().get(request).replaceAll("\\D", ""));
    }

    @Test
    void aPartialDownloadIsKeptAndResumed() throws IOException {
        server.cuts.addAll(List.of(SIZE / 2, 0, 0, 0, 0));

        assertThatThrownBy(() -> fetch("/model.h5"))
                .isInstanceOf(DownloadException.class)
                .hasMessageStartingWith(server.address("/model.h5"))
                .hasMessageContaining("kept: run the same command again to resume");
        assertThat(files()).hasSize(2).allMatch(name -> name.contains(".part"));
        DownloadedFile downloadedFile = fetch("/model.h5");

        assertThat(downloadedFile.file()).hasBinaryContent(content);
        assertThat(server.ranges()).hasSize(6);
        assertThat(start(5)).isBetween(1, SIZE / 2);
        assertThat(files()).hasSize(1);
    }

    @Test
    void aServerThatIgnoresRangesStartsOver() throws IOException {
        server.cuts.add(SIZE / 2);
        server.hearsRanges = false;

        assertThat(fetch("/model.h5").file()).hasBinaryContent(content);
        assertThat(server.ranges()).hasSize(2);
    }

    @Test
    void aFileThatChangedMeanwhileStartsOver() throws IOException {
        server.cuts.addAll(List.of(SIZE / 2, 0, 0, 0, 0));
        assertThatThrownBy(() -> fetch("/model.h5")).isInstanceOf(DownloadException.class);
        byte[] next = new byte[SIZE];
        new Random(2).nextBytes(next);
        server.content = next;
        server.tag = "\"two\"";
        sha256 = Sha256.of(next);

        assertThat(fetch("/model.h5").file()).hasBinaryContent(next);
    }

    @Test
    void withoutATagTheLengthDecidesWhetherToGoOn() throws IOException {
        server.tag = null;
        server.cuts.addAll(List.of(SIZE / 2, 0, 0, 0, 0));
        assertThatThrownBy(() -> fetch("/model.h5")).isInstanceOf(DownloadException.class);
        byte[] longer = new byte[SIZE + 1];
        new Random(2).nextBytes(longer);
        server.content = longer;
        sha256 = Sha256.of(longer);

        assertThat(fetch("/model.h5").file()).hasBinaryContent(longer);
    }

    @Test
    void aFileOfUnknownLengthArrivesToo() throws IOException {
        server.saysLength = false;

        assertThat(fetch("/model.h5").file()).hasBinaryContent(content);
    }

    @Test
    void aConnectionInWhichNothingComesCountsAsBroken() throws IOException {
        server.stallsInsteadOfCutting = true;
        server.cuts.add(SIZE / 2);

        DownloadedFile downloadedFile =
                download(Duration.ofSeconds(1), ProgressListener.SILENT)
                        .fetch(server.address("/model.h5"), sha256);

        assertThat(downloadedFile.file()).hasBinaryContent(content);
        assertThat(server.ranges()).hasSize(2);
    }

    @Test
    void aDiscardedDownloadLeavesNoFiles() throws IOException {
        ModelDownload.delete(fetch("/model.h5"));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theWrongFileIsRefusedWithBothHashesAndNotKept() throws IOException {
        String other = "0".repeat(64);

        assertThatThrownBy(() ->
                        download(LONG, ProgressListener.SILENT)
                                .fetch(server.address("/model.h5"), other))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining(server.address("/model.h5"))
                .hasMessageContaining(sha256)
                .hasMessageContaining(other);
        assertThat(files()).isEmpty();
    }

    @Test
    void withoutAPinnedHashTheDownloadIsAcceptedAndItsHashReported() throws IOException {
        DownloadedFile downloadedFile =
                download(LONG, ProgressListener.SILENT).fetch(server.address("/model.h5"), null);

        assertThat(downloadedFile.sha256()).isEqualTo(sha256);
        assertThat(downloadedFile.file()).hasBinaryContent(content);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tooLargeDownloadsAreRefused(boolean saysLength) throws IOException {
        server.saysLength = saysLength;

        assertThatThrownBy(() ->
                        new ModelDownload(web, folder, SIZE / 2, ProgressListener.SILENT)
                                .fetch(server.address("/model.h5"), sha256))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("exceeds the maximum size of 1 MB");
        assertThat(files()).isEmpty();
    }

    @Test
    void redirectsAreFollowedButNotForever() throws IOException {
        assertThat(fetch("/moved?/model.h5").file()).hasBinaryContent(content);
        assertThatThrownBy(() -> fetch("/round"))
                .isInstanceOf(DownloadException.class)
                .hasMessage(server.address("/round") + " redirects too many times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://example.org/x", "jar:file:/x!/y"})
    void redirectsOutOfTheWebAreNotFollowed(String location) {
        assertThatThrownBy(() -> fetch("/moved?" + location))
                .isInstanceOf(DownloadException.class)
                .hasMessageStartingWith("blocked '" + location.substring(0, location.indexOf(':')))
                .hasMessageContaining("only http and https URLs are allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "404, no such file on the server (404)",
        "403, the server denied access (403)",
        "503, the server is busy; try again later (503)",
        "500, the server returned status 500"
    })
    void anUnsuccessfulStatusIsReportedInWords(int status, String message) {
        assertThatThrownBy(() -> fetch("/status?" + status))
                .isInstanceOf(DownloadException.class)
                .hasMessage(server.address("/status?…: ") + message);
    }

    @Test
    void anUnreachableServerIsReportedInWords() {
        String address = server.address("/model.h5");
        server.close();

        assertThatThrownBy(() -> fetch("/model.h5"))
                .isInstanceOf(DownloadException.class)
                .hasMessageStartingWith(address)
                .hasMessageContaining("check the connection and the spelling");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://example.org/x",
                "http://name:password@example.org/x",
                "https:///x",
                "http://a b/x"
            })
    void urlsOtherThanHttpAreRefused(String address) {
        assertThatThrownBy(() -> download(LONG, ProgressListener.SILENT).fetch(address, sha256))
                .isInstanceOf(DownloadException.class)
                .hasMessageMatching("blocked .*|.* is not a valid URL")
                .hasMessageNotContaining("password@");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatLiesInsideIsRefusedUnlessAllowed() throws IOException {
        try (WebClient outside = new WebClient(AddressPolicy.PUBLIC_ONLY)) {
            ModelDownload download =
                    new ModelDownload(outside, folder, 2L * SIZE, ProgressListener.SILENT);
            assertThatThrownBy(() -> download.fetch(server.address("/model.h5"), sha256))
                    .isInstanceOf(DownloadException.class)
                    .hasMessageContaining("private network");
        }
        assertThat(server.ranges()).isEmpty();
    }

    @Test
    void eachAttemptIsLogged() throws IOException {
        server.cuts.add(SIZE / 2);
        try (LogCapture log = LogCapture.json(LogLevel.INFO)) {
            fetch("/model.h5?token=hush");
            assertThat(log.json("model download interrupted"))
                    .extracting(line -> line.get("attempt").asInt())
                    .containsExactly(1);
            assertThat(log.json("model downloaded"))
                    .extracting(line -> line.get("attempt").asInt())
                    .containsExactly(2);
            assertThat(log.text()).contains("/model.h5?…").doesNotContain("hush");
        }
    }

    @Test
    void onlyOneWritesAtATime() throws IOException {
        RemoteFile remote = new RemoteFile(URI.create(server.address("/model.h5")));
        Path target = folder.resolve("model.h5");
        try (PartialFile _ = PartialFile.open(target, remote)) {
            assertThatThrownBy(() -> PartialFile.open(target, remote))
                    .isInstanceOf(DownloadException.class)
                    .hasMessageContaining("another framewatch");
        }
    }
}

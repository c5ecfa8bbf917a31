package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.UserPrompt;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.error.RefusedException;
import dev.framewatch.error.UnavailableException;
import dev.framewatch.file.Sha256;
import dev.framewatch.learn.service.ModelService.Downloaded;
import dev.framewatch.learn.service.PublishedModels;
import dev.framewatch.learn.service.PublishedWeights;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.testing.LoopbackSite;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher on this machine, and users who agree, decline or cannot be asked. */
class PublishedModelOfferTest {
    private static final int SIZE = 300_000;
    private static final String PATH = "/weights.h5";

    @TempDir private Path folder;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private volatile byte[] content = random(1);
    private final AtomicInteger cuts = new AtomicInteger();
    private LoopbackSite site;
    private Cli cli;
    private Framewatch framewatch;

    private static byte[] random(int seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void aPublisher() throws IOException {
        site = new LoopbackSite().on(PATH, this::serve);
        cli =
                new Cli(
                        folder.resolve("home"),
                        Map.of("FRAMEWATCH_CACHE", folder.resolve("cache").toString()));
        PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
        framewatch = new Framewatch(new Console(print, print, false, false), cli.environment());
    }

    @AfterEach
    void close() {
        site.close();
    }

    /** Serves the content, or half of what was requested and then a cut connection. */
    private void serve(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "all" : range);
        int start = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        byte[] rest = Arrays.copyOfRange(content, start, content.length);
        exchange.getResponseHeaders().set("ETag", '"' + Sha256.of(content) + '"');
        exchange.getResponseHeaders()
                .set(
                        "Content-Range",
                        "bytes %d-%d/%d".formatted(start, content.length - 1, content.length));
        exchange.sendResponseHeaders(range == null ? 200 : 206, rest.length);
        boolean cut = cuts.getAndDecrement() > 0;
        exchange.getResponseBody().write(rest, 0, cut ? rest.length / 2 : rest.length);
        exchange.getResponseBody().flush();
        if (cut) {
            throw new IOException("cut, as the test wants it");
        }
    }

    private PublishedModels published(String md5) {
        PublishedWeights weights =
                new PublishedWeights(
                        "vgg16", "VGG16's weights", site.at(PATH).toString(), SIZE, md5);
        return new PublishedModels(framewatch.home(), framewatch.models(), List.of(weights));
    }

    private Downloaded download(String md5) throws IOException {
        PublishedModels published = published(md5);
        try (WebDownloader downloader =
                new WebDownloader(framewatch, true, ProgressListener.SILENT)) {
            return published.download(published.missing("vgg16").orElseThrow(), downloader);
        }
    }

    private void offer(@Nullable String answer, boolean agreed) throws IOException {
        BufferedReader answers =
                answer == null ? null : new BufferedReader(new StringReader(answer));
        UserPrompt prompt = new UserPrompt(framewatch.console().err(), answers);
        new PublishedModelOffer(framewatch, prompt, published(md5Of(content)), true)
                .obtain("vgg16", agreed);
    }

    private static String md5Of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Path pin() {
        return folder.resolve("home/models/vgg16.sha256");
    }

    @Test
    void aDownloadThatWasCutIsResumedCheckedAndPinned() throws IOException {
        cuts.set(1);

        try (Downloaded downloaded = download(md5Of(content))) {
            assertThat(downloaded.file()).hasBinaryContent(content);
        }

        assertThat(ranges).hasSize(2).first().isEqualTo("all");
        assertThat(ranges.getLast()).startsWith("bytes=");
        assertThat(pin()).hasContent(Sha256.of(content) + "  weights.h5");
        assertThat(framewatch.home().downloads()).isEmptyDirectory();
    }

    @Test
    void aWrongDigestOrSizeIsRefusedAndNothingIsKept() {
        String wrong = "0".repeat(32);
        assertThatThrownBy(() -> download(wrong))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(site.at(PATH).toString(), md5Of(content), wrong);

        String right = md5Of(content);
        content = Arrays.copyOf(content, SIZE - 1);
        assertThatThrownBy(() -> download(right))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has %d bytes instead of %d", SIZE - 1, SIZE);
        assertThat(pin()).doesNotExist();
        assertThat(framewatch.home().downloads()).isEmptyDirectory();
    }

    @Test
    void aFileThatChangedAfterTheFirstDownloadIsRefusedWhateverThePublisherStates()
            throws IOException {
        String first = Sha256.of(content);
        download(md5Of(content)).close();
        content = random(2);

        assertThatThrownBy(() -> download(md5Of(content)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("not the file that was pinned", first);
        Files.writeString(pin(), "damaged");
        assertThatThrownBy(() -> download(md5Of(content)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(pin().toString(), "delete it");
    }

    @Test
    void nothingIsDownloadedUntilTheUserAgrees() throws IOException {
        for (String answer : Arrays.asList(null, "", "n\n", "\n")) {
            assertThatThrownBy(() -> offer(answer, false))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContainingAll(
                            "'vgg16' is not installed: VGG16's weights (0.3 MB from "
                                    + site.at(PATH),
                            "framewatch models fetch vgg16");
        }
        assertThat(ranges).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Download it now? [y/N] ");

        assertThatThrownBy(() -> offer("yes\n", false)).hasMessageContaining("channel order");
        assertThatThrownBy(() -> offer(null, true)).hasMessageContaining("channel order");
        assertThat(ranges).as("downloaded, and refused as no model").hasSize(2);
    }

    @Test
    void withoutAConnectionTheAddressAndTheWayOutAreNamed() {
        site.close();

        assertThatThrownBy(() -> offer("y\n", false))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll(site.at(PATH).toString(), "check the connection");
    }

    @Test
    void trainingInAScriptSaysHowToGetTheBackboneBeforeItReadsAnything() {
        Ran ran = cli.run("train flag --labels none.csv --images none --backbone vgg16");

        assertThat(ran.refusal())
                .contains("'vgg16' is not installed", "58.9 MB", "storage.googleapis.com")
                .contains("framewatch models fetch vgg16");
    }
}

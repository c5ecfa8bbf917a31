package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.file.Sha256;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoWriter;
import dev.framewatch.vision.artwork.Prints;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Addresses in the place of files, on a site on this machine. */
class AddressesTest {
    private static final double[] X = {150, 300, 310, 140};
    private static final double[] Y = {420, 400, 570, 580};

    @TempDir private static Path folder;
    private static HttpServer server;
    private static Cli cli;
    private static byte[] clip;

    @BeforeAll
    static void openTheSite() throws IOException {
        cli = new Cli(folder.resolve("home"));
        clip = Files.readAllBytes(clip(Prints.harbour()));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/harbour.png", ImageFiles.encodePng(Prints.harbour()));
        serve("/harbour.mp4", clip);
        serve("/page.mp4", "<!doctype html><p>Not here".getBytes(StandardCharsets.UTF_8));
        server.start();
        Ran enrolled =
                cli.run(
                        "enrol",
                        "harbour",
                        at("/harbour.png"),
                        "--kind",
                        "artwork",
                        "--allow-private");
        assertThat(enrolled.status()).as(enrolled.err()).isZero();
    }

    private static void serve(String path, byte[] bytes) {
        server.createContext(
                path,
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(200, bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                });
    }

    private static Path clip(RgbImage hangs) throws IOException {
        Path file = folder.resolve("harbour.mp4");
        try (VideoWriter writer =
                new VideoWriter(file, 576, 1024, VideoEncoding.of(VideoEncoding.Codec.H264, 2))) {
            for (int i = 0; i < 4; i++) {
                writer.add(Prints.withArtwork(Prints.clutter(5), hangs, X, Y), i / 2.0);
            }
            writer.finish();
        }
        return file;
    }

    @AfterAll
    static void closeTheSite() {
        server.stop(0);
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Test
    void aVideoAtAnAddressIsScannedUnderItsAddress() throws Exception {
        Path evidence = folder.resolve("evidence");
        Ran ran =
                cli.run(
                        "scan",
                        at("/harbour.mp4"),
                        "--target",
                        "harbour",
                        "--json",
                        "--allow-private",
                        "--evidence",
                        evidence);
        assertThat(ran.status()).as(ran.err()).isZero();
        JsonNode result = ran.json().getFirst();
        assertThat(result.get("video").asString()).isEqualTo(at("/harbour.mp4"));
        assertThat(result.get("sha256").asString()).isEqualTo(Sha256.of(clip));
        try (Stream<Path> folders = Files.list(evidence)) {
            assertThat(folders.map(found -> found.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .endsWith("_harbour.mp4-" + Sha256.of(clip).substring(0, 12));
        }
    }

    @Test
    void anAddressInsideIsRefusedUnlessAllowedAndThatIsAnError() {
        Ran ran = cli.run("scan", at("/harbour.mp4"), "--target", "harbour", "--json");
        assertThat(ran.status()).isEqualTo(2);
        JsonNode target = ran.json().getFirst().get("targets").get(0);
        assertThat(target.get("verdict").asString()).isEqualTo("unreadable");
        assertThat(target.get("reason").asString()).contains("--allow-private");
    }

    @Test
    void anAddressThatBringsNothingDoesNotKeepTheOthersFromBeingScanned() {
        Ran ran =
                cli.run(
                        "scan",
                        at("/page.mp4"),
                        folder.resolve("harbour.mp4"),
                        "--target",
                        "harbour",
                        "--allow-private");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out())
                .contains(at("/page.mp4"), "not a video: it is a web page")
                .contains(folder.resolve("harbour.mp4").toString(), "possible match");
    }

    @Test
    void enrollingFromAUrlThatIsNotAnImageIsRefusedByName() {
        Ran ran =
                cli.run(
                        "enrol",
                        "other",
                        at("/harbour.mp4"),
                        "--kind",
                        "artwork",
                        "--allow-private");
        assertThat(ran.refusal()).contains(at("/harbour.mp4")).contains("no images");
    }
}

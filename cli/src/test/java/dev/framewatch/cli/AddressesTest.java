package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.Cli.Ran;
import dev.framewatch.file.Sha256;
import dev.framewatch.testing.LoopbackSite;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.vision.artwork.Prints;
import dev.framewatch.vision.artwork.Street;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Addresses in the place of files, on a site on this machine. */
class AddressesTest {
    @TempDir private static Path folder;
    @AutoClose private static LoopbackSite site;
    private static Cli cli;
    private static byte[] clip;

    @BeforeAll
    static void openTheSite() throws IOException {
        cli = new Cli(folder.resolve("home"));
        clip = Files.readAllBytes(Street.clip(folder.resolve("harbour.mp4"), Prints.harbour()));
        byte[] picture = ImageFiles.encodePng(Prints.harbour());
        site =
                new LoopbackSite()
                        .on("/harbour.png", LoopbackSite.content("image/png", picture))
                        .on("/harbour.mp4", LoopbackSite.content("video/mp4", clip))
                        .page("/page.mp4", "<!doctype html><p>Not here");
        Ran enrolled =
                cli.run("enrol harbour %s --kind artwork --allow-private", at("/harbour.png"));
        assertThat(enrolled.status()).as(enrolled.err()).isZero();
    }

    private static String at(String path) {
        return site.at(path).toString();
    }

    @Test
    void aVideoAtAnAddressIsScannedUnderItsAddress() throws Exception {
        Path evidence = folder.resolve("evidence");
        Ran ran =
                cli.run(
                        "scan %s --target harbour --json --allow-private --evidence %s",
                        at("/harbour.mp4"), evidence);
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
                        "scan %s %s --target harbour --allow-private",
                        at("/page.mp4"), folder.resolve("harbour.mp4"));
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out())
                .contains(at("/page.mp4"), "not a video: it is a web page")
                .contains(folder.resolve("harbour.mp4").toString(), "possible match");
    }

    @Test
    void enrollingFromAUrlThatIsNotAnImageIsRefusedByName() {
        Ran ran = cli.run("enrol other %s --kind artwork --allow-private", at("/harbour.mp4"));
        assertThat(ran.refusal()).contains(at("/harbour.mp4")).contains("no images");
    }
}

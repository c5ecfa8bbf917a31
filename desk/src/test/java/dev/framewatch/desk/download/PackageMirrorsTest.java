package dev.framewatch.desk.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.ModelUnavailableException;
import dev.framewatch.file.Sha256;
import dev.framewatch.model.Npm;
import dev.framewatch.model.NpmPackage;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.testing.LoopbackSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages come from a server on this machine; there is no npm. */
class PackageMirrorsTest {
    private static final byte[] TARBALL = new byte[100_000];
    private static final NpmPackage FACES =
            new NpmPackage("@people/faces", "1.2.3", TARBALL.length, Sha256.of(TARBALL));

    @TempDir private Path folder;
    private LoopbackSite site;

    @BeforeEach
    void open() throws IOException {
        site = new LoopbackSite();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void anAddressIsAFolderOfFilesAsNpmNamesThem() throws IOException {
        serve("/models/people-faces-1.2.3.tgz", TARBALL);

        assertThat(download(site.at("/models/").toString())).hasBinaryContent(TARBALL);
        assertThat(folder.resolve("downloads")).isEmptyDirectory();
    }

    @Test
    void anAddressMayBeATemplate() throws IOException {
        serve("/@people/faces/-/faces-1.2.3.tgz", TARBALL);

        assertThat(download(site.at("") + "/{package}/-/{name}-{version}.tgz"))
                .hasBinaryContent(TARBALL);
    }

    @Test
    void theFirstAddressThatHasTheRightFileIsUsed() throws IOException {
        serve("/other/people-faces-1.2.3.tgz", new byte[] {1});
        serve("/third/people-faces-1.2.3.tgz", TARBALL);

        Path file = download(site.at("/none") + ", " + site.at("/other") + " " + site.at("/third"));

        assertThat(file).hasBinaryContent(TARBALL);
        assertThat(site.asked())
                .containsExactly(
                        "GET /none/people-faces-1.2.3.tgz",
                        "GET /other/people-faces-1.2.3.tgz",
                        "GET /third/people-faces-1.2.3.tgz");
    }

    @Test
    void withoutAnyTheWaysOutAreNamed() {
        assertThatThrownBy(() -> download(site.at("/none").toString()))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContainingAll(
                        "FRAMEWATCH_MODEL_URLS",
                        "@people/faces@1.2.3",
                        "no such file on the server (404)",
                        "install Node.js",
                        "bundle of models");
        assertThatThrownBy(() -> download(" "))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContainingAll("Install Node.js", "FRAMEWATCH_MODEL_URLS", "bundle");
    }

    private void serve(String path, byte[] content) {
        site.on(path, LoopbackSite.content("application/octet-stream", content));
    }

    private Path download(String addresses) throws IOException {
        Path into = Files.createTempDirectory(folder, "into");
        return new PackageMirrors(
                        Map.of(PackageMirrors.VARIABLE, addresses),
                        folder.resolve("downloads"),
                        Npm.on(""))
                .download(FACES, into, ProgressListener.SILENT);
    }
}

package dev.framewatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.ModelException;
import dev.framewatch.home.Home;
import dev.framewatch.model.ModelStatus.State;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models travel from a computer with a connection to one without. */
class ModelBundleTest {
    @TempDir Path folder;

    private byte[] tarball = {};
    private Model tiny;
    private Path bundle;

    @BeforeEach
    void aBundleOfTheTinyModel() throws IOException {
        tarball = TinyModel.tarball();
        tiny = TinyModel.model(tarball);
        bundle = folder.resolve("models.zip");
        ModelStore connected = store("connected", this::packed);
        connected.obtain(tiny, ProgressListener.SILENT);
        assertThat(connected.bundle(bundle)).containsExactly("tiny@1.0.0");
    }

    @Test
    void itBringsEverythingThatAModelNeeds() throws IOException {
        ModelStore offline = store("offline", ModelBundleTest::noConnection);

        assertThat(offline.install(bundle, ProgressListener.SILENT)).containsExactly("tiny@1.0.0");

        offline.obtain(tiny, ProgressListener.SILENT);
        assertThat(offline.verify()).extracting(ModelStatus::state).containsExactly(State.READY);
    }

    @Test
    void itNamesLicencesAndHashesForWhoeverOpensIt() throws IOException {
        String weights = entry("models/tiny.bin");
        try (FileSystem zip = FileSystems.newFileSystem(bundle)) {
            assertThat(zip.getPath("MODELS.txt"))
                    .content()
                    .contains("tiny\n", "a test", "licence: MIT", "package: tiny@1.0.0");
            assertThat(zip.getPath("SHA256SUMS"))
                    .content()
                    .contains(source().files().getLast().sha256() + "  " + weights + "\n");
        }
    }

    @Test
    void theSameModelsGiveTheSameBytes() throws IOException {
        byte[] first = Files.readAllBytes(bundle);

        store("connected", ModelBundleTest::noConnection).bundle(bundle);

        assertThat(bundle).hasBinaryContent(first);
    }

    @Test
    void whatTheCatalogueDoesNotPinIsRefusedAndNothingOfItKept() throws IOException {
        byte[] other = {0, 0, 0, 0, 0, 0, 0, 0};
        replace("models/tiny.bin", other);
        ModelStore offline = store("offline", ModelBundleTest::noConnection);

        assertThatThrownBy(() -> offline.install(bundle, ProgressListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(
                        bundle.toString(), "models/tiny.bin", source().files().getLast().sha256());

        replace("models/tiny.bin", new byte[100_000]);
        assertThatThrownBy(() -> offline.install(bundle, ProgressListener.SILENT))
                .hasMessageContainingAll("models/tiny.bin", "bytes");
        assertThat(folder.resolve("offline/packages")).doesNotExist();
    }

    @Test
    void aBundleOfAnotherVersionIsNamedAsSuch() throws IOException {
        ModelStore offline = store("offline", ModelBundleTest::noConnection);
        try (FileSystem zip = FileSystems.newFileSystem(bundle)) {
            Files.delete(zip.getPath(entry("models/tiny.bin")));
        }
        assertThatThrownBy(() -> offline.install(bundle, ProgressListener.SILENT))
                .hasMessageContainingAll("lacks models/tiny.bin", "same version");

        try (OutputStream out = Files.newOutputStream(bundle);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("packages/of-another-version"));
        }
        assertThatThrownBy(() -> offline.install(bundle, ProgressListener.SILENT))
                .hasMessageContainingAll("holds no package", "same version");
    }

    @Test
    void anAlteredPackageIsReplaced() throws IOException {
        ModelStore connected = store("connected", ModelBundleTest::noConnection);
        Files.delete(connected.obtain(tiny, ProgressListener.SILENT));
        Path weights =
                folder.resolve(
                        "connected/packages/" + source().npm().sha256() + "/models/tiny.bin");
        Files.write(weights, new byte[] {1});

        connected.install(bundle, ProgressListener.SILENT);

        connected.obtain(tiny, ProgressListener.SILENT);
        assertThat(weights).hasSize(source().files().getLast().bytes());
    }

    @Test
    void whatIsNoBundleIsRefusedByName() throws IOException {
        ModelStore offline = store("offline", ModelBundleTest::noConnection);
        Path text = Files.writeString(folder.resolve("notes.txt"), "no zip");

        assertThatThrownBy(() -> offline.install(text, ProgressListener.SILENT))
                .hasMessageContainingAll(text.toString(), "not a bundle of models");
        assertThatThrownBy(() ->
                        offline.install(folder.resolve("absent.zip"), ProgressListener.SILENT))
                .hasMessageContaining("absent.zip is not a file");
    }

    @Test
    void nothingIsWrittenBeforeAModelWasDownloaded() {
        Path other = folder.resolve("other.zip");

        assertThatThrownBy(() -> store("offline", ModelBundleTest::noConnection).bundle(other))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("fetch models first");
        assertThat(other).doesNotExist();
    }

    private Path packed(NpmPackage npmPackage, Path to, ProgressListener progress)
            throws IOException {
        return Files.write(to.resolve(npmPackage.name() + ".tgz"), tarball);
    }

    private static Path noConnection(NpmPackage npmPackage, Path to, ProgressListener progress) {
        throw new AssertionError(npmPackage.spec() + " was asked for");
    }

    private void replace(String path, byte[] content) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(bundle)) {
            Files.write(zip.getPath(entry(path)), content);
        }
    }

    private String entry(String path) {
        return "packages/" + source().npm().sha256() + "/" + path;
    }

    private Model.Packaged source() {
        return (Model.Packaged) tiny.source();
    }

    private ModelStore store(String cache, PackageSource packages) {
        return new ModelStore(
                List.of(tiny), new Home(folder.resolve("home"), folder.resolve(cache)), packages);
    }
}

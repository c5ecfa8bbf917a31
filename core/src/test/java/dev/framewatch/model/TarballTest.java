package dev.framewatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.error.ModelException;
import dev.framewatch.file.Sha256;
import dev.framewatch.model.FakeNpm.Tar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarballTest {
    private static final byte[] WANTED = "wanted".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "another".getBytes(StandardCharsets.UTF_8);
    private static final PackageFile FILE =
            new PackageFile("models/m.bin", WANTED.length, Sha256.of(WANTED));

    @TempDir Path folder;

    @Test
    void extractsOnlyTheRequestedFiles() throws IOException {
        unpack(
                new Tar()
                        .entry("package/models", '5', "", new byte[0])
                        .file("package/models/other.bin", OTHER)
                        .entry("pax", 'x', "", OTHER)
                        .file("package/models/m.bin", WANTED)
                        .gzipped());

        assertThat(written()).containsExactly("models/m.bin");
        assertThat(folder.resolve("out/models/m.bin")).hasBinaryContent(WANTED);
    }

    @Test
    void ignoresPathsLinksAndDevicesInTheArchive() throws IOException {
        Path canary = Files.writeString(folder.resolve("canary"), "alive");

        unpack(
                new Tar()
                        .file("../canary", OTHER)
                        .file("package/../../canary", OTHER)
                        .file(canary.toString(), OTHER)
                        .entry("package/models/m.bin", '2', canary.toString(), new byte[0])
                        .entry("package/models/m.bin", '1', canary.toString(), new byte[0])
                        .entry("package/models/m.bin", '3', "", new byte[0])
                        .file("package/models/m.bin", WANTED)
                        .file("package/models/m.bin", OTHER)
                        .gzipped());

        assertThat(canary).hasContent("alive");
        assertThat(written()).containsExactly("models/m.bin");
        assertThat(folder.resolve("out/models/m.bin")).hasBinaryContent(WANTED);
    }

    @Test
    void rejectsContentWithAnotherHashOrSize() throws IOException {
        byte[] sameSize = "WANTED".getBytes(StandardCharsets.UTF_8);

        assertRejected(
                new Tar().file("package/models/m.bin", sameSize).gzipped(),
                "models/m.bin",
                Sha256.of(sameSize),
                FILE.sha256());
        assertRejected(
                new Tar().file("package/models/m.bin", OTHER).gzipped(),
                "models/m.bin has 7 bytes instead of 6");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        assertRejected(
                new Tar().file("package/x", OTHER).gzipped(),
                "does not contain package/models/m.bin");
    }

    @Test
    void rejectsMalformedArchives() throws IOException {
        byte[] whole = new Tar().file("package/models/m.bin", new byte[9_000]).gzipped();
        byte[] header = new byte[512];
        header[0] = 'a';
        Arrays.fill(header, 124, 136, (byte) '9');

        assertRejected(Arrays.copyOf(whole, whole.length / 2), "truncated");
        assertRejected("<html>".getBytes(StandardCharsets.UTF_8), "truncated or not an archive");
        assertRejected(new byte[0], "truncated or not an archive");
        assertRejected(Tar.gzip(header), "invalid size");
        Arrays.fill(header, 124, 135, (byte) '7');
        header[135] = 0;
        assertRejected(Tar.gzip(header), "more than 4 GB");
    }

    private void assertRejected(byte[] archive, String... words) {
        assertThatThrownBy(() -> unpack(archive))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("tiny@1.0.0")
                .hasMessageContainingAll(words);
        assertThat(written()).isEmpty();
    }

    private void unpack(byte[] archive) throws IOException {
        Path file = Files.write(folder.resolve("a.tgz"), archive);
        Path out = Files.createDirectories(folder.resolve("out"));
        NpmPackage npmPackage = new NpmPackage("tiny", "1.0.0", archive.length, Sha256.of(archive));
        new Tarball(npmPackage, file).unpack(List.of(FILE), out);
    }

    private List<String> written() {
        Path out = folder.resolve("out");
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}

package dev.framewatch.desk.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.evidence.EvidenceManifest;
import dev.framewatch.desk.evidence.ManifestEntry;
import dev.framewatch.desk.evidence.SeenOnce;
import dev.framewatch.desk.export.SightingExporter;
import dev.framewatch.desk.export.SightingFilter;
import dev.framewatch.desk.http.ServerClocks;
import dev.framewatch.desk.http.WebClients;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.timestamp.TestAuthority;
import dev.framewatch.desk.timestamp.TimestampClient;
import dev.framewatch.desk.timestamp.TimestampRepository;
import dev.framewatch.desk.timestamp.TrustedAuthorities;
import dev.framewatch.desk.verify.Verification.Part;
import dev.framewatch.desk.watch.TestDesk;
import dev.framewatch.desk.watch.TimestampAuthority;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real sighting, stamped, exported with its video, and then tampered with. */
class VerifierTest {
    @TempDir private static Path shared;
    @TempDir private Path folder;

    @AutoClose private static TestAuthority authority;
    private static Path original;
    private static String id;
    private static String evidence;

    @BeforeAll
    static void exported() throws Exception {
        TestDesk desk = SeenOnce.in(shared);
        id = desk.sightings().getFirst().id();
        evidence = "2026-03-01_light_Anna-7_" + id;
        authority = new TestAuthority();
        original = shared.resolve("case.zip");
        try (Database database = Database.open(Home.in(desk.home()));
                WebClients web = WebClients.create(Map.of(), desk.clock())) {
            database.write(
                    handle -> new TimestampRepository(handle).add(id, desk.clock().instant()));
            new TimestampClient(
                            database,
                            desk.home(),
                            new TimestampAuthority(authority.address(), true),
                            web,
                            new ServerClocks(),
                            desk.clock(),
                            new Random(1))
                    .run();
            new SightingExporter(database, Home.in(desk.home()), desk.clock(), "anna", "test")
                    .zip(original, SightingFilter.ALL, true);
        }
    }

    @Test
    void anExportThatNobodyTouchedHolds() throws IOException {
        Verification verification = Verifier.of(original, null);
        assertThat(verification.holds()).isTrue();
        assertThat(verification.parts()).extracting(Part::folder).containsExactly("", evidence);
        Part whole = verification.parts().getFirst();
        assertThat(whole.sightings()).containsExactly(id);
        assertThat(whole.files()).isGreaterThan(8);
    }

    @Test
    void itHoldsUnpackedToo() throws IOException {
        assertThat(Verifier.of(unpacked(), null).holds()).isTrue();
        assertThat(Verifier.of(unpacked().resolve(evidence), null).holds()).isTrue();
    }

    @Test
    void aTimestampIsReportedWithItsTimeSignerAndTrust() throws Exception {
        Path root = authority.writeRoot(folder.resolve("root.pem"));
        Part part = Verifier.of(original, null).parts().get(1);
        assertThat(Objects.requireNonNull(part.timestamp()).token().at())
                .isEqualTo(TestAuthority.NOW);
        assertThat(part.timestamp().trusted()).isNull();
        Part believed = Verifier.of(original, TrustedAuthorities.read(root)).parts().get(1);
        assertThat(Objects.requireNonNull(believed.timestamp()).trusted()).isTrue();
    }

    @Test
    void aTimestampOfAnAuthorityYouDoNotTrustDoesNotHold() throws Exception {
        try (TestAuthority other = new TestAuthority()) {
            Path root = other.writeRoot(folder.resolve("other.pem"));
            Verification verification = Verifier.of(original, TrustedAuthorities.read(root));
            assertThat(verification.holds()).isFalse();
            assertThat(verification.parts().get(1).problems())
                    .singleElement()
                    .asString()
                    .contains("not certified by a trusted authority", "CN=Test stamps");
        }
    }

    @Test
    void aFileThatWasChangedIsNamedByEveryManifestThatListsIt() throws IOException {
        Path changed =
                rewritten((name, bytes) -> name.endsWith("sighting.json") ? flip(bytes) : bytes);
        Verification verification = Verifier.of(changed, null);
        assertThat(verification.parts().getFirst().problems())
                .containsExactly(evidence + "/sighting.json was changed");
        assertThat(verification.parts().get(1).problems())
                .containsExactly("sighting.json was changed");
    }

    @Test
    void aFileThatIsMissingIsNamed() throws IOException {
        Path cut = rewritten((name, bytes) -> name.endsWith("/evidence.json") ? null : bytes);
        assertThat(Verifier.of(cut, null).parts().get(1).problems())
                .containsExactly("evidence.json is missing");
    }

    @Test
    void aFileThatWasAddedIsNamed() throws IOException {
        Path root = unpacked();
        Files.writeString(root.resolve(evidence).resolve("more.jpg"), "not ours");
        Path elsewhere = Files.writeString(folder.resolve("elsewhere.txt"), "a secret");
        Files.createSymbolicLink(root.resolve("link.txt"), elsewhere);
        Verification verification = Verifier.of(root, null);
        assertThat(verification.parts().getFirst().problems())
                .containsExactly(
                        evidence + "/more.jpg was added (not listed in the manifest)",
                        "link.txt is a symbolic link, not a regular file");
    }

    @Test
    void hashesComputedAnewToHideAChangeAreGivenAwayByTheTimestamp() throws IOException {
        Path root = unpacked().resolve(evidence);
        Files.writeString(root.resolve("sighting.json"), "{\"target\": \"somebody else\"}");
        reseal(root);
        assertThat(Verifier.of(root, null).parts().getFirst().problems())
                .containsExactly("invalid timestamp: the timestamp covers a different hash");
        Files.delete(root.resolve("manifest.tsr"));
        assertThat(Verifier.of(root, null).holds()).as("hashes alone prove no more").isTrue();
    }

    @Test
    void aTimestampThatWasDamagedDoesNotHold() throws IOException {
        Path root = unpacked().resolve(evidence);
        Path stamp = root.resolve("manifest.tsr");
        byte[] bytes = Files.readAllBytes(stamp);
        bytes[bytes.length - 5] ^= 1; // in the signature
        Files.write(stamp, bytes);
        assertThat(Verifier.of(root, null).parts().getFirst().problems())
                .singleElement()
                .asString()
                .startsWith("invalid timestamp: ");
    }

    @Test
    void anotherVideoIsReportedAlthoughEveryHashMatches() throws IOException {
        Path root = unpacked();
        Path media = root.resolve("media");
        Path video;
        try (var files = Files.list(media)) {
            video = files.findFirst().orElseThrow();
        }
        Files.writeString(video, "another video");
        reseal(root);
        assertThat(Verifier.of(root, null).parts().getFirst().problems())
                .singleElement()
                .asString()
                .endsWith("is not the scanned video");
    }

    @Test
    void soAreStills() throws IOException {
        Path root = unpacked();
        SortedMap<String, String> hashes = new TreeMap<>();
        for (String name : List.of("0001.png", "0003.png")) {
            hashes.put(name, Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
        }
        String folder = "media/" + Sha256.ofAll(hashes) + ".stills/";
        Files.createDirectories(root.resolve(folder));
        for (String name : hashes.keySet()) {
            Files.writeString(root.resolve(folder + name), name);
        }
        reseal(root, folder + "0001.png", folder + "0003.png");
        assertThat(Verifier.of(root, null).holds()).isTrue();

        Files.writeString(root.resolve(folder + "0003.png"), "another");
        reseal(root);
        assertThat(Verifier.of(root, null).parts().getFirst().problems())
                .singleElement()
                .asString()
                .endsWith("are not the scanned images");
    }

    @Test
    void sumsThatSayOtherwiseThanTheManifestAreNamed() throws IOException {
        Path root = unpacked().resolve(evidence);
        Files.writeString(root.resolve("SHA256SUMS"), "");
        assertThat(Verifier.of(root, null).parts().getFirst().problems())
                .singleElement()
                .asString()
                .startsWith("SHA256SUMS and manifest.json differ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil.jpg", "/etc/cron.d/evil", "a\\..\\b.txt", "a/../../b"})
    void aZipWithANameThatLeadsOutOfItIsRefused(String name) throws IOException {
        Path evil = zip(List.of("manifest.json", name), out -> out.write('x'));
        assertThatThrownBy(() -> Verifier.of(evil, null))
                .isInstanceOf(UnreadableEvidenceException.class)
                .hasMessageContaining("refused")
                .hasMessageContaining(evil.toString());
    }

    @Test
    void aZipWithMoreFilesThanAnyExportIsRefusedUnopened() throws IOException {
        Path file = folder.resolve("many.zip");
        try (ZipOutputStream zip =
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.setLevel(0);
            for (int i = 0; i <= EvidenceContent.MAX_FILES; i++) {
                zip.putNextEntry(new ZipEntry("a" + i));
            }
        }

        assertThatThrownBy(() -> Verifier.of(file, null))
                .isInstanceOf(UnreadableEvidenceException.class)
                .hasMessageContaining("more than 200,000 files");
    }

    @Test
    void aZipThatUnpacksToFarMoreThanItIsIsRefused() throws IOException {
        byte[] zeros = new byte[1_000_000];
        Path bomb =
                zip(
                        List.of("manifest.json"),
                        out -> {
                            for (int i = 0; i < 31; i++) {
                                out.write(zeros);
                            }
                        });
        assertThat(Files.size(bomb)).isLessThan(100_000);
        Path many =
                rewritten((name, bytes) ->
                        name.startsWith("sightings") ? new byte[90_000_000] : bytes);
        assertThatThrownBy(() -> Verifier.of(many, null))
                .isInstanceOf(UnreadableEvidenceException.class)
                .hasMessageContaining("uncompressed size is implausibly large");
        assertThat(Verifier.of(bomb, null).holds()).as("31 MB of nothing is no manifest").isFalse();
    }

    @Test
    void otherFilesAreNotReadableAsEvidence() throws IOException {
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip at all");
        assertThatThrownBy(() -> Verifier.of(text, null))
                .isInstanceOf(UnreadableEvidenceException.class)
                .hasMessageContaining("neither a folder nor a readable ZIP");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> Verifier.of(empty, null))
                .isInstanceOf(UnreadableEvidenceException.class)
                .hasMessageContaining("not evidence");
    }

    private static byte[] flip(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
    }

    /** The export with entries changed, or left out where the change gives nothing. */
    private Path rewritten(BiFunction<String, byte[], byte[]> change) throws IOException {
        Path file = folder.resolve("changed.zip");
        try (ZipFile zip = new ZipFile(original.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                byte[] bytes =
                        change.apply(entry.getName(), zip.getInputStream(entry).readAllBytes());
                if (bytes != null) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    out.write(bytes);
                }
            }
        }
        return file;
    }

    private Path unpacked() throws IOException {
        Path root = folder.resolve("unpacked");
        try (ZipFile zip = new ZipFile(original.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                Path file = root.resolve(entry.getName());
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.write(file, zip.getInputStream(entry).readAllBytes());
            }
        }
        return root;
    }

    /** As somebody would who hides a change: every hash computed anew. */
    private static void reseal(Path root, String... more) throws IOException {
        EvidenceManifest before =
                EvidenceManifest.read(Files.readAllBytes(root.resolve("manifest.json")));
        List<String> paths = new ArrayList<>(List.of(more));
        before.files().forEach(file -> paths.add(file.path()));
        paths.sort(null);
        List<ManifestEntry> files = new ArrayList<>();
        for (String name : paths) {
            Path path = root.resolve(name);
            files.add(new ManifestEntry(name, Sha256.of(path), Files.size(path)));
        }
        EvidenceManifest after =
                EvidenceManifest.of("test", before.sightings(), before.exportedAt(), files);
        Files.write(root.resolve("manifest.json"), after.json());
        Files.write(root.resolve("SHA256SUMS"), after.sums(Sha256.of(after.json())));
    }

    private interface Bytes {
        void to(OutputStream out) throws IOException;
    }

    private Path zip(List<String> names, Bytes content) throws IOException {
        Path file = folder.resolve("made.zip");
        try (ZipOutputStream out =
                new ZipOutputStream(Files.newOutputStream(file), StandardCharsets.UTF_8)) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                content.to(out);
            }
        }
        return file;
    }
}

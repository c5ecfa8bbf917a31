package dev.framewatch.desk.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.watch.TestDesk;
import dev.framewatch.file.Sha256;
import dev.framewatch.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvidenceFolderTest {
    @TempDir private static Path folder;

    private static Path evidence;
    private static TestDesk desk;

    @BeforeAll
    static void seen() throws Exception {
        desk = SeenOnce.in(folder);
        evidence = SeenOnce.evidence(desk);
    }

    @Test
    void sightingJsonDescribesTheMatchThePostAndTheClassifier() throws Exception {
        JsonNode json = JsonMapper.shared().readTree(evidence.resolve("sighting.json"));
        assertThat(json.path("format").asInt()).isEqualTo(1);
        assertThat(json.path("framewatch").asString()).isEqualTo("test");
        assertThat(json.path("target").asString()).isEqualTo("light");
        assertThat(json.path("seenAt").asString()).isEqualTo("2026-03-01T12:00:00Z");
        JsonNode post = json.path("post");
        assertThat(post.path("source").asString()).isEqualTo("feed");
        assertThat(post.path("platform").asString()).isEqualTo("tiktok");
        assertThat(post.path("url").asString()).isEqualTo("https://example.org/v/7");
        assertThat(post.path("postedAt").asString()).isEqualTo("2026-02-28T10:00:00Z");
        assertThat(post.path("views").asLong()).isEqualTo(100);
        assertThat(post.path("shares").isNull()).isTrue();
        assertThat(post.path("asReceived").asString()).isEqualTo("post-as-received.json");
        JsonNode media = json.path("media");
        assertThat(media.path("sha256").asString()).isEqualTo(Sha256.of(folder.resolve("7.mp4")));
        assertThat(media.path("fetchedAt").asString()).isEqualTo("2026-03-01T12:00:00Z");
        JsonNode judgement = json.path("judgement");
        assertThat(judgement.path("detector").asString())
                .isEqualTo(Sha256.of(desk.home().resolve("targets/light.target")));
        assertThat(judgement.path("rule").asString()).isEqualTo("share:1/3");
        assertThat(judgement.path("threshold").asDouble()).isEqualTo(0.5);
        assertThat(judgement.path("score").asDouble()).isBetween(0.5, 1.0);
        assertThat(desk.sightings().getFirst().score())
                .isEqualTo(judgement.path("score").asDouble());
        assertThat(media.path("seconds").asDouble()).isBetween(5.0, 6.0);
        assertThat(judgement.path("positives").asInt()).isEqualTo(4);
    }

    @Test
    void theFeedsDataIsStoredVerbatim() {
        assertThat(evidence.resolve("post-as-received.json")).hasContent(SeenOnce.METADATA);
    }

    @Test
    void theManifestListsEveryFileWithItsHash() throws Exception {
        EvidenceManifest manifest =
                EvidenceManifest.read(Files.readAllBytes(evidence.resolve("manifest.json")));
        assertThat(manifest.sightings()).containsExactly(desk.sightings().getFirst().id());
        for (ManifestEntry file : manifest.files()) {
            assertThat(Sha256.of(evidence.resolve(file.path()))).isEqualTo(file.sha256());
            assertThat(evidence.resolve(file.path())).hasSize(file.bytes());
        }
        try (Stream<Path> files = Files.list(evidence)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> !EvidenceManifest.isAbout(name))
                            .sorted()
                            .toList();
            assertThat(manifest.files()).extracting(ManifestEntry::path).isEqualTo(names);
            assertThat(names).contains("evidence.json").anyMatch(name -> name.endsWith("s.jpg"));
        }
    }

    @Test
    void sha256sumFindsEverythingInOrder() throws Exception {
        Programs.Ended ended = Programs.runIn(evidence, "sha256sum --check --strict SHA256SUMS");
        assertThat(ended.status()).as(ended.text()).isZero();
        assertThat(ended.text()).contains("manifest.json: OK", "evidence.json: OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../up.jpg",
                "/etc/passwd",
                "a/../b",
                "C:\\x",
                "a//b",
                ".hidden",
                "a\nb",
                "",
                "-x"
            })
    void aNameThatLeadsElsewhereIsInNoManifest(String name) {
        assertThatThrownBy(() -> new ManifestEntry(name, "0".repeat(64), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("invalid evidence file name");
    }
}

package dev.framewatch.desk.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.framewatch.desk.audit.AuditEntry;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.evidence.SeenOnce;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostMedia;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.desk.verify.Verifier;
import dev.framewatch.desk.watch.TestDesk;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SightingExporterTest {
    @TempDir private Path folder;

    private TestDesk desk;
    @AutoClose private Database database;
    private SightingExporter exports;

    @BeforeEach
    void seen() throws Exception {
        desk = SeenOnce.in(folder);
        database = Database.open(Home.in(desk.home()));
        exports =
                new SightingExporter(database, Home.in(desk.home()), desk.clock(), "anna", "test");
    }

    @Test
    void aTableHoldsWhatStrangersWroteAsTextAndNeverAsAFormula() throws Exception {
        Path file = folder.resolve("all.csv");
        exports.csv(file, SightingFilter.ALL);
        String text = Files.readString(file);
        assertThat(text).startsWith("\uFEFFid,target,score").contains("\r\n");
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(text.substring(1))) {
            NamedCsvRecord row = rows.iterator().next();
            assertThat(row.getField("caption")).isEqualTo("'=HYPERLINK(\"http://x\")");
            assertThat(row.getField("postId")).isEqualTo("7");
            assertThat(row.getField("platform")).isEqualTo("tiktok");
            assertThat(row.getField("seenAt")).isEqualTo("2026-03-01T12:00:00Z");
        }
    }

    @Test
    void aLineOfJsonHasTheFieldsOfTheContract() throws Exception {
        Path file = folder.resolve("all.jsonl");
        exports.json(file, SightingFilter.ALL);
        JsonNode line = JsonMapper.shared().readTree(Files.readString(file));
        Sighting sighting = desk.sightings().getFirst();
        assertThat(line.propertyNames())
                .containsExactly(
                        "id",
                        "target",
                        "score",
                        "share",
                        "family",
                        "familySize",
                        "seenAt",
                        "state",
                        "undecided",
                        "post",
                        "video",
                        "evidence",
                        "at");
        assertThat(line.path("post").propertyNames())
                .contains("source", "id", "url", "author", "caption", "postedAt", "file");
        assertThat(line.path("at").get(0).propertyNames()).containsExactly("from", "to");
        assertThat(line.path("id").asString()).isEqualTo(sighting.id());
        assertThat(line.path("familySize").asInt()).isEqualTo(1);
        assertThat(line.path("seenAt").asString()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(line.path("state").asString()).isEqualTo("new");
        assertThat(line.path("post").path("caption").asString())
                .isEqualTo("=HYPERLINK(\"http://x\")");
        assertThat(line.path("video").path("sha256").asString()).isEqualTo(sighting.video());
        assertThat(Path.of(line.path("evidence").asString()))
                .isAbsolute()
                .isDirectoryContaining("glob:**sighting.json");
    }

    @Test
    void theSameSightingsAtTheSameMomentGiveTheSameZip() throws Exception {
        Path one = folder.resolve("one.zip");
        Path two = folder.resolve("two.zip");
        assertThat(exports.zip(one, SightingFilter.ALL, true).sha256())
                .isEqualTo(exports.zip(two, SightingFilter.ALL, true).sha256())
                .isEqualTo(Sha256.of(one));
        try (ZipFile zip = new ZipFile(one.toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            String evidence = "2026-03-01_light_Anna-7_" + desk.sightings().getFirst().id();
            String video = desk.sightings().getFirst().video();
            assertThat(names)
                    .contains(
                            "index.html",
                            evidence + "/index.html",
                            evidence + "/sighting.json",
                            evidence + "/manifest.json",
                            "media/" + video + ".mp4",
                            "sightings.csv",
                            "sightings.jsonl")
                    .endsWith("manifest.json", "SHA256SUMS");
            assertThat(
                            new String(
                                    zip.getInputStream(zip.getEntry("sightings.jsonl"))
                                            .readAllBytes(),
                                    UTF_8))
                    .as("this machine's folders are nobody's business")
                    .doesNotContain(desk.home().toString());
            String page =
                    new String(
                            zip.getInputStream(zip.getEntry("index.html")).readAllBytes(), UTF_8);
            assertThat(page)
                    .contains(
                            "1 sighting",
                            "href=\"" + evidence + "/index.html\"",
                            "data:image/jpeg;base64,",
                            "=HYPERLINK(\"http://x\")")
                    .doesNotContain(desk.home().toString());
            assertThat(zip.getEntry("index.html").getTimeLocal())
                    .isEqualTo(LocalDateTime.ofInstant(desk.clock().instant(), ZoneOffset.UTC));
        }
    }

    @Test
    void aBagHoldsTheSameWithTheHashesAndCountsThatArchivesCheck() throws Exception {
        Path file = folder.resolve("case 7.zip");
        exports.bag(file, SightingFilter.ALL, true);
        Map<String, byte[]> all = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                assertThat(entry.getName()).startsWith("case_7/");
                all.put(
                        entry.getName().substring("case_7/".length()),
                        zip.getInputStream(entry).readAllBytes());
            }
        }
        assertThat(new String(Objects.requireNonNull(all.get("bagit.txt")), UTF_8))
                .isEqualTo("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        Map<String, String> payload = new TreeMap<>();
        Map<String, String> tags = new TreeMap<>();
        long bytes = 0;
        for (Map.Entry<String, byte[]> one : all.entrySet()) {
            boolean inside = one.getKey().startsWith("data/");
            (inside ? payload : tags).put(one.getKey(), Sha256.of(one.getValue()));
            bytes += inside ? one.getValue().length : 0;
        }
        tags.remove("tagmanifest-sha256.txt");
        assertThat(listed(all, "manifest-sha256.txt")).isEqualTo(payload);
        assertThat(listed(all, "tagmanifest-sha256.txt")).isEqualTo(tags);
        assertThat(new String(Objects.requireNonNull(all.get("bag-info.txt")), UTF_8))
                .contains(
                        "Payload-Oxum: %d.%d\n".formatted(bytes, payload.size()),
                        "Bagging-Date: 2026-03-0");
        assertThat(payload).containsKeys("data/manifest.json", "data/sightings.csv");

        Path data = Files.createDirectories(folder.resolve("unpacked"));
        for (Map.Entry<String, byte[]> one : all.entrySet()) {
            if (one.getKey().startsWith("data/")) {
                Path to = data.resolve(one.getKey().substring("data/".length()));
                Files.createDirectories(Objects.requireNonNull(to.getParent()));
                Files.write(to, one.getValue());
            }
        }
        assertThat(Verifier.of(data, null).holds()).isTrue();
    }

    private static Map<String, String> listed(Map<String, byte[]> all, String manifest) {
        Map<String, String> files = new TreeMap<>();
        new String(Objects.requireNonNull(all.get(manifest)), UTF_8)
                .lines()
                .map(line -> line.split("  ", 2))
                .forEach(line -> files.put(line[1], line[0]));
        return files;
    }

    @Test
    void mediaAreExportedOnlyIfRequested() throws Exception {
        Path file = folder.resolve("case.zip");
        exports.zip(file, SightingFilter.ALL, false);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .noneMatch(name -> name.startsWith("media/"));
        }
    }

    @Test
    void filesNotWrittenByFramewatchAreSkippedAndReported() throws Exception {
        Path evidence = SeenOnce.evidence(desk);
        Files.writeString(evidence.resolve("..evil.jpg"), "x");
        Path elsewhere = Files.writeString(folder.resolve("elsewhere.txt"), "a secret");
        Files.createSymbolicLink(evidence.resolve("secret.txt"), elsewhere);
        SightingExporter.Written written =
                exports.zip(folder.resolve("case.zip"), SightingFilter.ALL, false);
        assertThat(written.notes())
                .hasSize(2)
                .allMatch(note -> note.startsWith("skipped, not written by Framewatch"));
    }

    @Test
    void everyExportIsInTheAuditLogWithTheHashOfWhatLeft() throws Exception {
        SightingExporter.Written written =
                exports.csv(folder.resolve("all.csv"), SightingFilter.ALL);
        List<AuditEntry> rows = database.read(h -> AuditLog.latest(h, 10));
        assertThat(rows).hasSize(1);
        AuditEntry row = rows.getFirst();
        assertThat(row.actor()).isEqualTo("anna");
        assertThat(row.action()).isEqualTo("exported");
        assertThat(row.subject()).isEqualTo(desk.sightings().getFirst().id());
        assertThat(row.detail()).contains(written.sha256(), "\"format\":\"csv\"");
        assertThat(row.detail()).doesNotContain("Anna", "HYPERLINK");
    }

    @Test
    void aFileWhoseExportCannotBeRecordedDoesNotLeave() {
        database.jdbi().useHandle(handle -> handle.execute("drop table audit"));
        Path file = folder.resolve("all.csv");
        assertThatThrownBy(() -> exports.csv(file, SightingFilter.ALL))
                .isInstanceOf(RuntimeException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void theFilterSelectsSightings() throws Exception {
        String id = desk.sightings().getFirst().id();
        assertThat(found(SightingFilter.of(List.of(id.substring(0, 5))))).containsExactly(id);
        assertThat(found(new SightingFilter(List.of(), "light", State.NEW, null, 1)))
                .containsExactly(id);
        assertThat(found(new SightingFilter(List.of(), "dark", null, null, null))).isEmpty();
        assertThat(found(new SightingFilter(List.of(), null, State.REJECTED, null, null)))
                .isEmpty();
        assertThat(found(since("2026-03-01T12:00:00Z"))).containsExactly(id);
        assertThat(found(since("2026-03-01T12:00:00.001Z"))).isEmpty();
        assertThatThrownBy(() -> found(SightingFilter.of(List.of("ffffffffffff"))))
                .hasMessageContaining("no sighting 'ffffffffffff'");
        assertThatThrownBy(() -> found(SightingFilter.of(List.of("' or 1=1"))))
                .hasMessageContaining("invalid sighting ID");
    }

    @Test
    void detailsListEveryPostOfTheFamilyAndItsViewsOverTime() throws Exception {
        Sighting first = desk.sightings().getFirst();
        Path again = folder.resolve("7.mp4");
        desk.feed(
                new Post(
                        "tiktok",
                        "8",
                        null,
                        new Post.Author("b", "Ben"),
                        "again",
                        List.of(),
                        null,
                        new Post.Counters(40L, null, null, null),
                        new PostMedia.OnDisk(again),
                        ""));
        database.close();
        SeenOnce.watch(desk);
        database = Database.open(Home.in(desk.home()));
        SightingDetails story =
                database.read(handle -> new SightingDetailsQuery(handle).of(first.id()));
        assertThat(story.nearDuplicates()).hasSize(2);
        assertThat(story.row().familySize()).isEqualTo(2);
        assertThat(story.authors()).isEqualTo(2);
        assertThat(story.views())
                .containsExactly(
                        new SightingDetails.Views(Instant.parse("2026-03-01T12:00:00Z"), 140));
        assertThat(story.timestamp()).isEqualTo("none");
        assertThat(story.reviews()).isEmpty();
    }

    private static SightingFilter since(String moment) {
        return new SightingFilter(List.of(), null, null, Instant.parse(moment), null);
    }

    private List<String> found(SightingFilter filter) {
        return database.read(handle -> new SightingQuery(handle).list(filter)).stream()
                .map(row -> row.sighting().id())
                .toList();
    }
}

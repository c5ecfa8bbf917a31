package dev.framewatch.desk.watch;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.evidence.EvidenceManifest;
import dev.framewatch.desk.evidence.ManifestEntry;
import dev.framewatch.desk.http.WebResponse;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.SourceResponse;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import dev.framewatch.json.StrictJson;
import dev.framewatch.verdict.LightClips;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A feed returned a match and a miss in one answer, and nothing new in another one. */
class ResponseRetentionTest {
    /** Bytes that no parser would write again: a mark, UTF-16, a CDATA section, odd blanks. */
    private static final byte[] BODY =
            "\uFEFF<rss ><channel><title><![CDATA[a &nbsp; & b]]></title></channel></rss >\r\n"
                    .getBytes(UTF_16LE);

    @TempDir private Path folder;
    private TestDesk desk;

    @BeforeEach
    void watch() throws Exception {
        desk = new TestDesk(folder.resolve("home"));
        Post match = desk.post("1", LightClips.write(folder.resolve("match.mp4"), "-++++-"));
        Post miss = desk.post("2", LightClips.write(folder.resolve("miss.mp4"), "------"));
        desk.feed(match);
        desk.feed(miss);
        desk.responses.add(response(BODY, Set.of(match.key(), miss.key())));
        once();
        desk.responses.set(0, response(new byte[] {'<'}, Set.of(match.key(), miss.key())));
        once();
        desk.feed.clear();
        desk.responses.clear();
    }

    private SourceResponse response(byte[] body, Set<String> posts) {
        return SourceResponse.of(
                new WebResponse(
                        200,
                        Map.of(
                                "etag",
                                "\"v1\"",
                                "set-cookie",
                                "session=secret",
                                "link",
                                "<https://site.example/feed?key=hush>; rel=\"self\""),
                        body,
                        URI.create("https://site.example/feed?channel=7&key=hush"),
                        desk.clock.instant()),
                posts);
    }

    private void once() throws Exception {
        try (TestDesk.Opened opened = desk.open()) {
            opened.once();
        }
    }

    private List<String> kept() throws Exception {
        try (Database database = Database.open(Home.in(desk.home))) {
            return database.read(handle ->
                    handle.createQuery("select sha256 from response").mapTo(String.class).list());
        }
    }

    @Test
    void anAnswerIsKeptOnceIfItBroughtAPostAndUntilTheLastOfItsPostsIsErased() throws Exception {
        assertThat(kept()).containsExactly(Sha256.of(BODY));
        try (Database database = Database.open(Home.in(desk.home))) {
            database.write(handle -> handle.execute("update sighting set state = 'confirmed'"));
        }
        desk.clock.advance(Duration.ofDays(31));
        once(); // after such a gap, nothing is deleted for a day
        desk.clock.advance(DeletionHold.DOUBT);
        once();
        assertThat(kept()).containsExactly(Sha256.of(BODY));
        try (Database database = Database.open(Home.in(desk.home))) {
            database.write(handle -> handle.execute("update sighting set state = 'rejected'"));
        }
        once();
        assertThat(kept()).isEmpty();
        assertThat(desk.deleted).contains("1 responses");
        try (Database database = Database.open(Home.in(desk.home))) {
            List<String> subjects =
                    database.read(handle ->
                            handle.createQuery("select subject from audit where action = 'deleted'")
                                    .mapTo(String.class)
                                    .list());
            assertThat(subjects).contains("responses");
        }
    }

    @Test
    void evidenceCarriesTheAnswerByteForByteAndWhereItCameFrom() throws Exception {
        Sighting sighting = desk.sightings().getFirst();
        Path evidence = desk.home.resolve(sighting.evidence());
        assertThat(evidence.resolve("response-as-received.xml")).hasBinaryContent(BODY);
        assertThat(evidence.resolve("post-as-parsed.json")).hasContent("{}");
        JsonNode post =
                StrictJson.MAPPER
                        .readTree(Files.readAllBytes(evidence.resolve("sighting.json")))
                        .path("post");
        assertThat(post.path("asReceived").asString()).isEqualTo("response-as-received.xml");
        assertThat(post.path("asParsed").asString()).isEqualTo("post-as-parsed.json");
        assertThat(post.path("response"))
                .isEqualTo(
                        StrictJson.MAPPER.readTree(
                                """
                                {"url":"https://site.example/feed?…","status":200,
                                 "headers":{"etag":"\\"v1\\"",
                                  "link":"<https://site.example/feed?…>; rel=\\"self\\""},
                                 "receivedAt":"2026-03-01T12:00:00Z","sha256":"%s",
                                 "program":null,"file":null,"note":null}
                                """
                                        .formatted(Sha256.of(BODY))));
        byte[] manifest = Files.readAllBytes(evidence.resolve(EvidenceManifest.NAME));
        assertThat(EvidenceManifest.read(manifest).files())
                .extracting(ManifestEntry::path)
                .contains("response-as-received.xml", "post-as-parsed.json");
    }
}

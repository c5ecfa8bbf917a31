package dev.framewatch.desk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.fetch.FetchException;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.file.Sha256;
import dev.framewatch.log.LogCapture;
import dev.framewatch.log.LogLevel;
import dev.framewatch.verdict.LightClips;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tests the log of a watch: one line per post and per failure, with ids. */
class WatchLogTest {
    @TempDir private Path folder;

    private TestDesk desk;
    private Path match;
    private Path miss;

    @BeforeEach
    void aDesk() throws IOException {
        desk = new TestDesk(folder.resolve("home"));
        match = LightClips.write(folder.resolve("match.mp4"), "-++++-");
        miss = LightClips.write(folder.resolve("miss.mp4"), "------");
    }

    private LogCapture logOfOneRound() throws IOException, InterruptedException {
        LogCapture log = LogCapture.json(LogLevel.INFO);
        try (TestDesk.Opened opened = desk.open()) {
            opened.once();
        }
        return log;
    }

    @Test
    void eachPostThatWasJudgedHasOneLine() throws Exception {
        desk.feed.add(desk.post("1", match));
        desk.feed.add(desk.post("2", miss));
        try (LogCapture log = logOfOneRound()) {
            assertThat(log.json("post judged"))
                    .extracting(
                            line -> line.get("source").asString(),
                            line -> line.get("post").asString(),
                            line -> line.get("video").asString(),
                            line -> line.get("matches").toString())
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple(
                                    "feed", "web:1", Sha256.of(match), "[\"light\"]"),
                            org.assertj.core.groups.Tuple.tuple(
                                    "feed", "web:2", Sha256.of(miss), "[]"));
        }
        try (LogCapture log = logOfOneRound()) {
            assertThat(log.json("post judged")).isEmpty();
        }
    }

    @Test
    void aSightingHasALineWithItsTargetAndId() throws Exception {
        desk.feed.add(desk.post("1", match));
        try (LogCapture log = logOfOneRound()) {
            assertThat(log.json("target sighted")).hasSize(1);
            JsonNode line = log.json("target sighted").getFirst();
            assertThat(line.get("target").asString()).isEqualTo("light");
            assertThat(line.get("video").asString()).isEqualTo(Sha256.of(match));
            assertThat(line.get("sighting").asString()).isEqualTo(desk.sightings().getFirst().id());
        }
    }

    @Test
    void aFailedFetchHasALineWithTheAttempt() throws Exception {
        desk.feed.add(desk.post("1", match));
        desk.trouble =
                new FetchException(FetchException.FailureKind.TRANSIENT, "the line is down", null);
        try (LogCapture log = logOfOneRound()) {
            JsonNode line = log.json("fetch failed").getFirst();
            assertThat(log.json("fetch failed")).hasSize(1);
            assertThat(line.get("level").asString()).isEqualTo("warn");
            assertThat(line.get("post").asString()).isEqualTo("web:1");
            assertThat(line.get("attempt").asInt()).isEqualTo(1);
            assertThat(line.get("final").asBoolean()).isFalse();
            assertThat(line.get("error").asString()).contains("the line is down");
        }
    }

    @Test
    void aFailedPollHasALineWithTheAttempt() throws Exception {
        desk.trouble = new SourceException("nobody answers", null, null);
        for (int attempt = 1; attempt <= 2; attempt++) {
            try (LogCapture log = logOfOneRound()) {
                JsonNode line = log.json("poll failed").getFirst();
                assertThat(line.get("source").asString()).isEqualTo("feed");
                assertThat(line.get("attempt").asInt()).isEqualTo(attempt);
                assertThat(line.get("retrySeconds").asLong()).isPositive();
                assertThat(line.get("error").asString()).contains("nobody answers");
            }
        }
    }

    @Test
    void aTornVideoHasALineWithTheReason() throws Exception {
        Path torn = folder.resolve("torn.mp4");
        java.nio.file.Files.write(torn, new byte[20_000]);
        desk.feed.add(desk.post("1", torn));
        try (LogCapture log = logOfOneRound()) {
            assertThat(log.json("no decision")).hasSize(1);
            JsonNode line = log.json("no decision").getFirst();
            assertThat(line.get("target").asString()).isEqualTo("light");
            assertThat(line.get("verdict").asString()).isEqualTo("unreadable");
            assertThat(line.get("reason").asString()).isNotBlank();
        }
    }
}

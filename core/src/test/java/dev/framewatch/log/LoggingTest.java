package dev.framewatch.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;

class LoggingTest {
    private static final Logger OWN = LoggerFactory.getLogger("dev.framewatch.desk.watch.Watch");
    private static final Logger LIBRARY = LoggerFactory.getLogger("org.flywaydb.core.Flyway");
    private static final Logger CLIENT = LoggerFactory.getLogger("org.apache.hc.client5.http.wire");

    private static void eachLevel(Logger logger) {
        for (Level level : Level.values()) {
            logger.atLevel(level).log(level.name());
        }
    }

    @Test
    void nothingIsLoggedUnlessEnabled() {
        try (LogCapture log = LogCapture.text(LogLevel.OFF)) {
            eachLevel(OWN);
            eachLevel(LIBRARY);
            assertThat(log.text()).isEmpty();
            assertThat(OWN.isErrorEnabled()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR, 1, 1, 1",
        "WARN, 2, 1, 1",
        "INFO, 3, 2, 2",
        "DEBUG, 4, 3, 2",
        "TRACE, 5, 4, 2"
    })
    void aLevelIncludesThoseAboveItAndOneLessOfLibraries(
            LogLevel level, int own, int library, int client) {
        assertThat(logged(level, OWN)).hasSize(own).startsWith("ERROR");
        assertThat(logged(level, LIBRARY)).hasSize(library).startsWith("ERROR");
        assertThat(logged(level, CLIENT)).hasSize(client).startsWith("ERROR");
    }

    private static List<String> logged(LogLevel level, Logger logger) {
        try (LogCapture log = LogCapture.json(level)) {
            eachLevel(logger);
            return log.json().stream().map(line -> line.get("message").asString()).toList();
        }
    }

    /** The time of events, in the zone of whoever reads the log. */
    private static final String LOCAL_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX")
                    .format(
                            Instant.parse("2026-05-04T12:00:00.500Z")
                                    .atZone(ZoneId.systemDefault()));

    @Test
    void aTextLineHasTimeLevelLoggerMessageAndPairs() {
        try (LogCapture log = LogCapture.text(LogLevel.INFO)) {
            OWN.atInfo()
                    .addKeyValue("source", "my feed")
                    .addKeyValue("attempt", 3)
                    .addKeyValue("targets", List.of("a", "b c"))
                    .addKeyValue("nothing", (Object) null)
                    .setCause(new IOException("the \"line\" is down"))
                    .log("poll {}", "failed");
            assertThat(log.lines())
                    .containsExactly(
                            LOCAL_TIME
                                    + " INFO  desk.watch.Watch: poll failed"
                                    + " source=\"my feed\" attempt=3 targets=a,\"b c\""
                                    + " error=\"IOException: the \\\"line\\\" is down\"");
        }
    }

    @Test
    void theJournalGetsPrioritiesAndNoTimes() {
        try (LogCapture log = LogCapture.journal()) {
            eachLevel(OWN);
            assertThat(log.lines())
                    .containsExactly(
                            "<3>desk.watch.Watch: ERROR",
                            "<4>desk.watch.Watch: WARN",
                            "<6>desk.watch.Watch: INFO");
        }
    }

    @Test
    void aJsonLineIsOneObjectWithNumbersAsNumbers() {
        try (LogCapture log = LogCapture.json(LogLevel.INFO)) {
            OWN.atWarn()
                    .addKeyValue("post", "web:1")
                    .addKeyValue("attempt", 3)
                    .addKeyValue("final", false)
                    .addKeyValue("matches", List.of("light"))
                    .setCause(new IOException("down"))
                    .log("fetch\nfailed");
            JsonNode line = log.json().getFirst();
            assertThat(log.lines()).hasSize(1);
            assertThat(line.propertyNames())
                    .containsExactly(
                            "time", "level", "logger", "message", "error", "post", "attempt",
                            "final", "matches");
            assertThat(line.get("time").asString()).isEqualTo("2026-05-04T12:00:00.500Z");
            assertThat(line.get("level").asString()).isEqualTo("warn");
            assertThat(line.get("message").asString()).isEqualTo("fetch\nfailed");
            assertThat(line.get("error").asString()).isEqualTo("IOException: down");
            assertThat(line.get("attempt").isInt()).isTrue();
            assertThat(line.get("final").isBoolean()).isTrue();
            assertThat(line.get("matches").isArray()).isTrue();
        }
    }

    @Test
    void aStackTraceIsLoggedWhenDebugging() {
        IOException failure = new IOException("down");
        try (LogCapture log = LogCapture.json(LogLevel.DEBUG)) {
            OWN.error("failed", failure);
            assertThat(log.json().getFirst().get("stack").asString())
                    .contains("LoggingTest.aStackTraceIsLoggedWhenDebugging");
        }
        try (LogCapture log = LogCapture.text(LogLevel.DEBUG)) {
            OWN.error("failed", failure);
            assertThat(log.lines()).hasSizeGreaterThan(3);
        }
        try (LogCapture log = LogCapture.json(LogLevel.INFO)) {
            OWN.error("failed", failure);
            assertThat(log.json().getFirst().has("stack")).isFalse();
        }
    }

    /**
     * What a stranger wrote must not look like a line of ours, nor turn a terminal's text round.
     */
    @Test
    void aTextCannotBeginAnotherLine() {
        try (LogCapture log = LogCapture.text(LogLevel.INFO)) {
            OWN.atInfo().addKeyValue("post", "a\n<3>forged \u202e\u001b[2J").log("post judged\r\n");
            assertThat(log.lines()).hasSize(1);
            assertThat(log.text())
                    .contains("\\u000a<3>forged \\u202e\\u001b[2J")
                    .doesNotContain("\u001b", "\u202e", "\r");
        }
    }

    @Test
    void secretsAreRemovedFromMessagesFieldsAndErrors() {
        try (LogCapture log = LogCapture.json(LogLevel.DEBUG, text -> text.replace("hush", "…"))) {
            OWN.atError()
                    .addKeyValue("address", "hush")
                    .addKeyValue("list", List.of("hush"))
                    .setCause(new IOException("hush", new IOException("hush")))
                    .log("{} it", "hush");
            assertThat(log.json()).hasSize(1);
            assertThat(log.text()).doesNotContain("hush").contains("… it");
        }
    }

    @Test
    void aLongTextIsCut() {
        try (LogCapture log = LogCapture.json(LogLevel.INFO)) {
            OWN.info("x".repeat(1_000_000));
            assertThat(log.json().getFirst().get("message").asString())
                    .hasSize(LogEvent.MAX_TEXT_CHARS);
        }
    }

    @Test
    void linesOfManyThreadsDoNotMix() {
        try (LogCapture log = LogCapture.json(LogLevel.INFO)) {
            IntStream.range(0, 2000).parallel().forEach(i -> OWN.info("line {}", i));
            assertThat(log.json()).hasSize(2000).doesNotHaveDuplicates();
        }
    }
}

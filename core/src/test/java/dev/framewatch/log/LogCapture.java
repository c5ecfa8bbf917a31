package dev.framewatch.log;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log of a test, turned off again when it is closed. */
public final class LogCapture implements AutoCloseable {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00.5Z");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private LogCapture(
            LogLevel level, LogFormat format, boolean journal, UnaryOperator<String> redactor) {
        Logging.configure(
                new LogSettings(
                        level,
                        format,
                        journal,
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        () -> NOON,
                        redactor));
    }

    static LogCapture text(LogLevel level) {
        return new LogCapture(level, LogFormat.TEXT, false, UnaryOperator.identity());
    }

    static LogCapture journal() {
        return new LogCapture(LogLevel.INFO, LogFormat.TEXT, true, UnaryOperator.identity());
    }

    public static LogCapture json(LogLevel level) {
        return json(level, UnaryOperator.identity());
    }

    public static LogCapture json(LogLevel level, UnaryOperator<String> redactor) {
        return new LogCapture(level, LogFormat.JSON, false, redactor);
    }

    /** Returns what was logged, as written. */
    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    public List<String> lines() {
        return text().lines().toList();
    }

    /** Returns the lines as objects; fails when one is none. */
    public List<JsonNode> json() {
        return lines().stream().map(JsonMapper.shared()::readTree).toList();
    }

    /** Returns the objects with a message. */
    public List<JsonNode> json(String message) {
        return json().stream()
                .filter(line -> line.get("message").asString().equals(message))
                .toList();
    }

    @Override
    public void close() {
        Logging.configure(LogSettings.OFF);
    }
}

package dev.framewatch.log;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * Settings of the log.
 *
 * @param level level for Framewatch itself; libraries log one level less
 * @param format format of a line
 * @param journal whether lines are read by systemd's journal: then they have priorities and no time
 * @param out stream that receives the lines, UTF-8
 * @param clock time source for events
 * @param redactor removes secrets from texts, such as tokens in URLs
 */
public record LogSettings(
        LogLevel level,
        LogFormat format,
        boolean journal,
        PrintStream out,
        InstantSource clock,
        UnaryOperator<String> redactor) {
    /** Disables logging. */
    public static final LogSettings OFF =
            new LogSettings(
                    LogLevel.OFF,
                    LogFormat.TEXT,
                    false,
                    new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                    InstantSource.system(),
                    UnaryOperator.identity());

    private static final String OWN = "dev.framewatch.";

    /** Logger that writes request headers, including secrets, at levels below warning. */
    private static final String HTTP_CLIENT = "org.apache.hc.";

    /** Returns whether logging is enabled. */
    public boolean isOn() {
        return level != LogLevel.OFF;
    }

    /** Returns whether events of a logger are written. */
    boolean includes(String logger, LogLevel event) {
        return limit(logger).includes(event);
    }

    private LogLevel limit(String logger) {
        if (logger.startsWith(OWN)) {
            return level;
        }
        LogLevel library = level == LogLevel.ERROR ? LogLevel.ERROR : level.stricter();
        return logger.startsWith(HTTP_CLIENT) && library.includes(LogLevel.WARN)
                ? LogLevel.WARN
                : library;
    }
}

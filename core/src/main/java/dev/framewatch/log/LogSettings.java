package dev.framewatch.log;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * What is logged, and where.
 *
 * @param level how much is logged of Framewatch itself; libraries log one level less
 * @param format the form of a line
 * @param journal whether systemd's journal reads the lines: it gets priorities, and knows the time
 * @param out where lines go, UTF-8
 * @param clock the time of an event
 * @param redactor removes what is secret from texts, such as tokens in addresses
 */
public record LogSettings(
        LogLevel level,
        LogFormat format,
        boolean journal,
        PrintStream out,
        InstantSource clock,
        UnaryOperator<String> redactor) {
    /** Logs nothing. */
    public static final LogSettings OFF =
            new LogSettings(
                    LogLevel.OFF,
                    LogFormat.TEXT,
                    false,
                    new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                    InstantSource.system(),
                    UnaryOperator.identity());

    private static final String OWN = "dev.framewatch.";

    /** Below warnings it logs the headers of requests, and secrets with them. */
    private static final String HTTP_CLIENT = "org.apache.hc.";

    /** Returns whether anything is logged. */
    public boolean isOn() {
        return level != LogLevel.OFF;
    }

    /** Returns whether events of a logger are logged. */
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

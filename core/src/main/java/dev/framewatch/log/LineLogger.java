package dev.framewatch.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** Logs the events that the configured level includes. */
final class LineLogger extends LegacyAbstractLogger implements LoggingEventAware {
    private static final long serialVersionUID = 1;

    LineLogger(String name) {
        this.name = name;
    }

    @Override
    public void log(LoggingEvent event) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> fields.put(pair.key, pair.value));
        }
        write(
                LogLevel.of(event.getLevel()),
                MessageFormatter.basicArrayFormat(event.getMessage(), event.getArgumentArray()),
                fields,
                event.getThrowable());
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        write(
                LogLevel.of(level),
                MessageFormatter.basicArrayFormat(message, arguments),
                Map.of(),
                thrown);
    }

    private void write(
            LogLevel level,
            @Nullable String message,
            Map<String, @Nullable Object> fields,
            @Nullable Throwable thrown) {
        if (includes(level)) {
            Logging.write(
                    LogEvent.of(
                            Logging.settings(),
                            level,
                            name,
                            String.valueOf(message),
                            fields,
                            thrown));
        }
    }

    private boolean includes(LogLevel level) {
        return Logging.settings().includes(name, level);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return includes(LogLevel.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return includes(LogLevel.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return includes(LogLevel.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return includes(LogLevel.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return includes(LogLevel.ERROR);
    }
}

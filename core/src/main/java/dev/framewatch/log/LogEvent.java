package dev.framewatch.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An event ready to be written: secrets are redacted and long texts truncated.
 *
 * @param time time of the event
 * @param level severity
 * @param logger name of the logging class
 * @param message description of the event
 * @param fields IDs and figures by name, in order: text, numbers, booleans, or lists of text
 * @param error the exception; empty if there is none
 * @param stack its stack trace; empty unless enabled
 */
record LogEvent(
        Instant time,
        LogLevel level,
        String logger,
        String message,
        Map<String, Object> fields,
        String error,
        String stack) {
    /** Maximum length of a text, which may come from a server. */
    static final int MAX_TEXT_CHARS = 2000;

    private static final int MAX_STACK_CHARS = 20_000;

    /** Creates an event with the current time, and redacts all texts. */
    static LogEvent of(
            LogSettings settings,
            LogLevel level,
            String logger,
            String message,
            Map<String, @Nullable Object> fields,
            @Nullable Throwable thrown) {
        UnaryOperator<String> clean = text -> limited(settings.redactor().apply(text));
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (value != null) {
                values.put(name, cleaned(value, clean));
            }
        });
        boolean wantsStack = thrown != null && settings.level().includes(LogLevel.DEBUG);
        return new LogEvent(
                settings.clock().instant(),
                level,
                logger,
                clean.apply(message),
                values,
                thrown == null ? "" : clean.apply(describe(thrown)),
                wantsStack ? settings.redactor().apply(stackOf(thrown)) : "");
    }

    private static Object cleaned(Object value, UnaryOperator<String> clean) {
        return switch (value) {
            case Number number -> number;
            case Boolean truth -> truth;
            case Collection<?> list -> cleanedList(list, clean);
            default -> clean.apply(value.toString());
        };
    }

    private static List<String> cleanedList(Collection<?> list, UnaryOperator<String> clean) {
        List<String> texts = new ArrayList<>();
        for (Object one : list) {
            texts.add(clean.apply(String.valueOf(one)));
        }
        return texts;
    }

    private static String describe(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        return thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
    }

    private static String stackOf(@Nullable Throwable thrown) {
        StringWriter stack = new StringWriter();
        Objects.requireNonNull(thrown).printStackTrace(new PrintWriter(stack));
        String text = stack.toString();
        return text.length() <= MAX_STACK_CHARS ? text : text.substring(0, MAX_STACK_CHARS);
    }

    private static String limited(String text) {
        return text.length() <= MAX_TEXT_CHARS ? text : text.substring(0, MAX_TEXT_CHARS - 1) + "…";
    }
}

package dev.framewatch.log;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Formats events as readable text. */
final class TextLine {
    /** Characters that would begin another line or control a terminal. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    private static final Pattern BARE = Pattern.compile("[^\\s\"=\\\\]+");

    /** ISO 8601 in the zone of the reader. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    private TextLine() {}

    /** Returns the line without a line terminator; a stack trace follows on separate lines. */
    static String of(LogEvent event, boolean journal) {
        String prefix = journal ? "<" + event.level().priority() + ">" : "";
        StringBuilder line = new StringBuilder(prefix);
        if (!journal) {
            line.append(TIME.format(event.time().atZone(ZoneId.systemDefault())))
                    .append(String.format(Locale.ROOT, " %-5s ", event.level()));
        }
        line.append(shortened(event.logger())).append(": ").append(plain(event.message()));
        event.fields()
                .forEach((name, value) ->
                        line.append(' ').append(plain(name)).append('=').append(of(value)));
        if (!event.error().isEmpty()) {
            line.append(" error=").append(quoted(event.error()));
        }
        event.stack()
                .lines()
                .forEach(at ->
                        line.append('\n')
                                .append(prefix)
                                .append("    ")
                                .append(plain(at.replace("\t", "  "))));
        return line.toString();
    }

    private static String shortened(String logger) {
        return logger.startsWith("dev.framewatch.")
                ? logger.substring("dev.framewatch.".length())
                : logger;
    }

    private static String of(Object value) {
        return value instanceof Collection<?> list
                ? list.stream().map(one -> quoted(one.toString())).collect(Collectors.joining(","))
                : quoted(value.toString());
    }

    private static String quoted(String text) {
        String plain = plain(text);
        return BARE.matcher(plain).matches() ? plain : '"' + plain.replace("\"", "\\\"") + '"';
    }

    private static String plain(String text) {
        return CONTROL.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                String.format(
                                        Locale.ROOT, "\\u%04x", found.group().codePointAt(0))));
    }
}

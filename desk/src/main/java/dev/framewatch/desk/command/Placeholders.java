package dev.framewatch.desk.command;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Placeholders: names in braces that are replaced by values. */
final class Placeholders {
    /**
     * Placeholders of a command line: the work folder, and the time of the last successful run in
     * ISO 8601, in seconds since 1970, and as YYYYMMDD.
     */
    static final Set<String> COMMAND_LINE = Set.of("work", "since", "since_seconds", "since_day");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9_.-]+)}");
    private static final Pattern FORMER_NAME = Pattern.compile("\\{since-(seconds|day)}");

    private Placeholders() {}

    /** Returns the error in a text's placeholders, if any. */
    static Optional<String> findUnknown(String text, Set<String> known) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !known.contains(name))
                .map(name ->
                        "unknown placeholder {%s}; available are {work}, {since},".formatted(name)
                                + " {since_seconds} and {since_day}")
                .findFirst();
    }

    /** Replaces the former spelling with hyphens, which is still accepted. */
    static String withCurrentNames(String text) {
        return FORMER_NAME.matcher(text).replaceAll("{since_$1}");
    }

    /**
     * Replaces the placeholders of a text.
     *
     * @param value value of a name; if any is empty, so is the result
     */
    static Optional<String> fill(String text, Function<String, Optional<String>> value) {
        StringBuilder filled = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            Optional<String> match = value.apply(matcher.group(1));
            if (match.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(match.get()));
        }
        matcher.appendTail(filled);
        return Optional.of(filled.toString());
    }
}

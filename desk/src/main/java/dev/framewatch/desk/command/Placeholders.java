package dev.framewatch.desk.command;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in braces, for which something is put in. */
final class Placeholders {
    /**
     * The work folder; the last time that the command succeeded, as ISO 8601, as seconds since
     * 1970, and as a day YYYYMMDD.
     */
    static final Set<String> COMMAND_LINE = Set.of("work", "since", "since-seconds", "since-day");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9_.-]+)}");

    private Placeholders() {}

    /** What is wrong with a text's placeholders, if anything is. */
    static Optional<String> findUnknown(String text, Set<String> known) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !known.contains(name))
                .map(name ->
                        "nothing is known to put in for {%s}; there are {work}, {since},"
                                        .formatted(name)
                                + " {since-seconds} and {since-day}")
                .findFirst();
    }

    /**
     * Puts in what is known.
     *
     * @param value of a name; nothing makes the whole text nothing
     */
    static Optional<String> fill(String text, Function<String, Optional<String>> value) {
        StringBuilder filled = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            Optional<String> found = value.apply(matcher.group(1));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(found.get()));
        }
        matcher.appendTail(filled);
        return Optional.of(filled.toString());
    }
}

package dev.framewatch.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Breaks a line that is wider than a terminal between words. The terminal would break it within
 * one. What is copied stays whole: the path of a file, a command, JSON.
 */
final class LineWrap {
    private static final Pattern INVISIBLE = Pattern.compile("\u001b\\[\\d*m");

    private static final Pattern BEFORE_WORDS = Pattern.compile("(?<= )(?=[^ ])");
    private static final Pattern COMMAND = Pattern.compile("(.* )?[`(]?framewatch");
    private static final Pattern START_OF_PATH = Pattern.compile("[(`'\"]?(/|\\.|~|https?:).*");

    /** The end of a command or a path within a sentence. */
    private static final Pattern END = Pattern.compile(".*[,;:.`)]");

    private static final String INDENT = "    ";

    private LineWrap() {}

    /** Returns the line, with line feeds where it is broken. */
    static String of(String line, int columns) {
        if (width(line) <= columns || line.startsWith("{")) {
            return line;
        }
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (String part : unbreakable(line)) {
            int needed = width(part.stripTrailing());
            if (used > 0 && used + needed > columns && !part.isBlank()) {
                text.setLength(text.toString().stripTrailing().length());
                String word = INDENT + part.stripLeading();
                text.append('\n').append(word);
                used = width(word);
            } else {
                text.append(part);
                used += width(part);
            }
        }
        return text.toString();
    }

    private static int width(String text) {
        return Columns.of(INVISIBLE.matcher(text).replaceAll(""));
    }

    /**
     * Returns the parts of a line between which it may be broken, each with the blanks after it.
     */
    private static List<String> unbreakable(String line) {
        List<String> parts = new ArrayList<>();
        String before = "";
        boolean command = false;
        for (String word : BEFORE_WORDS.splitAsStream(line).toList()) {
            boolean indent = !parts.isEmpty() && parts.getLast().isBlank();
            if (indent || command || isInPath(before, word.strip())) {
                word = parts.isEmpty() ? word : parts.removeLast() + word;
            }
            parts.add(word);
            before = word.strip();
            command =
                    (command || COMMAND.matcher(before).matches())
                            && !END.matcher(before).matches();
        }
        return parts;
    }

    /** Returns whether two words may belong to one path. */
    private static boolean isInPath(String before, String word) {
        return (word.contains("/") && !START_OF_PATH.matcher(word).matches())
                || (before.contains("/")
                        && !END.matcher(before).matches()
                        && !word.startsWith("("));
    }
}

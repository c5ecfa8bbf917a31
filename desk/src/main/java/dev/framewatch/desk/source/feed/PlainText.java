package dev.framewatch.desk.source.feed;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person would read of a text that may be HTML. It is not safe to put into a page. */
public final class PlainText {
    private static final Pattern HIDDEN =
            Pattern.compile("(?is)<(script|style)\\b[^>]*>.*?(</\\1\\s*>|$)|<!--.*?(-->|$)");
    private static final Pattern BREAK = Pattern.compile("(?i)<(br|/p|/div|/li|/h[1-6])\\b[^>]*>");
    private static final Pattern TAG = Pattern.compile("(?s)</?[A-Za-z][^>]*>");
    private static final Pattern ENTITY =
            Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");
    private static final int MAX_LENGTH = 100_000;

    private PlainText() {}

    static String of(String text) {
        String first = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        String shown = HIDDEN.matcher(first).replaceAll(" ");
        shown = BREAK.matcher(shown).replaceAll("\n");
        shown = TAG.matcher(shown).replaceAll("");
        shown = ENTITY.matcher(shown).replaceAll(PlainText::letter);
        return shown.replaceAll("[\\p{Cntrl}&&[^\\n]]|\\h+", " ")
                .replaceAll(" ?\\n[ \\n]*", "\n")
                .strip();
    }

    /** The first of a text, on one line, for a message. */
    public static String shortened(String text) {
        String line = of(text).replace('\n', ' ');
        return line.length() <= 80 ? line : line.substring(0, 79) + "…";
    }

    private static String letter(java.util.regex.MatchResult entity) {
        String name = entity.group(1);
        if (!name.startsWith("#")) {
            return Matcher.quoteReplacement(NAMED.getOrDefault(name, entity.group()));
        }
        boolean hexadecimal = name.charAt(1) == 'x' || name.charAt(1) == 'X';
        int letter =
                hexadecimal
                        ? Integer.parseInt(name.substring(2), 16)
                        : Integer.parseInt(name.substring(1));
        return Character.isValidCodePoint(letter)
                ? Matcher.quoteReplacement(Character.toString(letter))
                : " ";
    }
}

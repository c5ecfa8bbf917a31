package dev.framewatch.desk.alert.send;

/**
 * Sanitises untrusted text: removes control characters, bidirectional formatting and unpaired
 * surrogates.
 */
final class UntrustedText {
    private static final int JOINER_OF_EMOJI = 0x200D;
    private static final int NOT_A_CHARACTER = 0xFFFE;
    private static final int REPLACEMENT = 0xFFFD;

    private UntrustedText() {}

    /**
     * Returns the text on one line.
     *
     * @param most maximum number of characters; longer text is truncated with an ellipsis
     */
    static String line(String text, int most) {
        return shortened(cleaned(text).replaceAll("[\\s\\p{Z}]+", " ").strip(), most);
    }

    /** Returns the text with its line breaks, truncated like {@link #line}. */
    static String text(String text, int most) {
        return shortened(cleaned(text).strip(), most);
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .map(UntrustedText::harmless)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static int harmless(int c) {
        if (c == '\n' || c == JOINER_OF_EMOJI) {
            return c;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    ' ';
            case Character.SURROGATE -> REPLACEMENT;
            default -> (c & NOT_A_CHARACTER) == NOT_A_CHARACTER ? REPLACEMENT : c;
        };
    }

    private static String shortened(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
    }
}

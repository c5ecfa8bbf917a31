package dev.framewatch.desk.alert.send;

/**
 * Sanitises untrusted text: removes control characters, bidirectional formatting and unpaired
 * surrogates.
 */
final class UntrustedText {
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int NONCHARACTER = 0xFFFE;
    private static final int REPLACEMENT_CHARACTER = 0xFFFD;

    private UntrustedText() {}

    /**
     * Returns the text on one line.
     *
     * @param maxChars maximum number of characters; longer text is truncated with an ellipsis
     */
    static String line(String text, int maxChars) {
        return truncated(withoutControls(text).replaceAll("[\\s\\p{Z}]+", " ").strip(), maxChars);
    }

    /** Returns the text with its line breaks, truncated like {@link #line}. */
    static String text(String text, int maxChars) {
        return truncated(withoutControls(text).strip(), maxChars);
    }

    private static String withoutControls(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .map(UntrustedText::sanitized)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static int sanitized(int c) {
        if (c == '\n' || c == ZERO_WIDTH_JOINER) {
            return c;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    ' ';
            case Character.SURROGATE -> REPLACEMENT_CHARACTER;
            default -> (c & NONCHARACTER) == NONCHARACTER ? REPLACEMENT_CHARACTER : c;
        };
    }

    private static String truncated(String text, int maxChars) {
        if (text.codePointCount(0, text.length()) <= maxChars) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, maxChars - 1)).stripTrailing() + "…";
    }
}

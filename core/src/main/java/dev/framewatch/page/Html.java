package dev.framewatch.page;

/** Escapes untrusted text for markup. */
final class Html {
    private static final int BOX = '\u25a1';

    private Html() {}

    /** Returns the text with the special characters of HTML and XML escaped. */
    static String escaped(String plain) {
        return visible(plain)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * Returns the text with a visible box in place of each control character and each character
     * that changes the writing direction, since file names are untrusted.
     */
    static String visible(String plain) {
        return plain.codePoints()
                .map(c -> isInvisible(c) ? BOX : c)
                .collect(
                        () -> new StringBuilder(plain.length()),
                        StringBuilder::appendCodePoint,
                        StringBuilder::append)
                .toString();
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}

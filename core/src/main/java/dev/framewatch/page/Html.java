package dev.framewatch.page;

/** Makes text from strangers safe to put into markup. */
final class Html {
    private static final int BOX = '\u25a1';

    private Html() {}

    /** Returns the text with the characters escaped that HTML and XML would read as markup. */
    static String escaped(String plain) {
        return visible(plain)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * Returns the text with a visible box for each control character, and for each of those that
     * turn the direction of writing: names of files come from strangers.
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

package dev.framewatch.cli.console;

/** Formats counts with the singular or plural of a noun. */
public final class Plural {
    private Plural() {}

    /** Returns e.g. "1 post" or "2 posts". */
    public static String of(long count, String singular) {
        return count + " " + singular + (count == 1 ? "" : "s");
    }
}

package dev.framewatch.desk.ytdlp;

import java.util.List;

/** The sentence in which yt-dlp says what went wrong, out of all that it says. */
final class YtDlpErrorLine {
    private static final String MARKER = "ERROR:";
    private static final int MAX_LENGTH = 300;

    private YtDlpErrorLine() {}

    /**
     * The first error, since others follow from it; else the last thing that was said. Some errors
     * stand on the line below their mark.
     */
    static String of(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals(MARKER) && i + 1 < lines.size()) {
                return MARKER + " " + lines.get(i + 1);
            }
            if (lines.get(i).startsWith(MARKER)) {
                return lines.get(i);
            }
        }
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }

    /** Without the advice to report it, and without what may be secret in addresses. */
    static String redact(String error) {
        String plain =
                error.replaceAll("(; please report|\\(caused by|Confirm you are on).*", "")
                        .replaceAll("(\\w+://)[^\\s/@]*@", "$1…@")
                        .replaceAll("(\\w+://[^\\s?#]*)[?#]\\S*", "$1?…")
                        .replaceAll("\\p{Cntrl}", " ")
                        .replace(MARKER, "")
                        .strip();
        String shortened =
                plain.length() > MAX_LENGTH ? plain.substring(0, MAX_LENGTH) + "…" : plain;
        return "yt-dlp failed: " + shortened;
    }
}

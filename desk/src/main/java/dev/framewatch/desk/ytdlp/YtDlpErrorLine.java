package dev.framewatch.desk.ytdlp;

import java.util.List;

/** Extracts the error message from the output of yt-dlp. */
final class YtDlpErrorLine {
    private static final String MARKER = "ERROR:";
    private static final int MAX_CHARS = 300;

    private YtDlpErrorLine() {}

    /**
     * Returns the first error, because later ones follow from it; without an error, the last line.
     * Some errors have their text on the line after the marker.
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
        return lines.isEmpty() ? "no output" : lines.getLast();
    }

    /** Removes the request to report the error, and potential secrets in URLs. */
    static String redact(String error) {
        String cleaned =
                error.replaceAll("(; please report|\\(caused by|Confirm you are on).*", "")
                        .replaceAll("(\\w+://)[^\\s/@]*@", "$1…@")
                        .replaceAll("(\\w+://[^\\s?#]*)[?#]\\S*", "$1?…")
                        .replaceAll("\\p{Cc}", " ")
                        .replace(MARKER, "")
                        .strip();
        String shortened =
                cleaned.length() > MAX_CHARS ? cleaned.substring(0, MAX_CHARS) + "…" : cleaned;
        return "yt-dlp failed: " + shortened;
    }
}

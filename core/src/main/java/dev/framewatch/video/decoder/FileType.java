package dev.framewatch.video.decoder;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Says in plain words what a file that is not what it should be seems to be, from its first bytes.
 */
public final class FileType {
    /** How many first bytes are enough to tell. */
    public static final int HEAD_BYTES = 512;

    static final String VIDEO = "a video";

    private FileType() {}

    /** For instance {@code "a web page"}; {@code "something else"} when nothing is recognised. */
    public static String describe(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String start = text.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("\u00ef\u00bb\u00bf")) {
            start = start.substring(3).stripLeading();
        }
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return "a web page";
        }
        if (start.startsWith("#extm3u") || start.startsWith("<mpd")) {
            return "a playlist that only points to other files";
        }
        if (start.startsWith("ffconcat") || start.startsWith("v=0") || start.startsWith("file ")) {
            return "a list that only points to other files";
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return "JSON text";
        }
        if (start.startsWith("<")) {
            return "XML or a web page";
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")
                || text.startsWith("\u0089PNG")
                || (text.startsWith("RIFF") && text.startsWith("WEBP", 8))) {
            return "a picture";
        }
        if (text.startsWith("ID3") || text.startsWith("OggS") || text.startsWith("fLaC")) {
            return "a sound file";
        }
        if (text.startsWith("PK\u0003\u0004")) {
            return "a zip file";
        }
        if (text.startsWith("%PDF")) {
            return "a PDF";
        }
        if (text.startsWith("ftyp", 4) || text.startsWith("\u001aE\u00df\u00a3")) {
            return VIDEO;
        }
        return isPlainText(text) ? "plain text" : "of a kind Framewatch does not read";
    }

    private static boolean isPlainText(String text) {
        return text.chars().allMatch(c -> c == '\t' || c == '\n' || c == '\r' || c >= ' ')
                && !text.isEmpty();
    }
}

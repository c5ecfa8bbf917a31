package dev.framewatch.video.decoder;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Guesses the type of an unreadable file from its first bytes, for error messages. */
public final class FileType {
    /** Number of leading bytes needed for detection. */
    public static final int HEAD_BYTES = 512;

    /** Description of an unrecognised type. */
    public static final String UNKNOWN = "in an unsupported format";

    static final String VIDEO = "a video";

    private FileType() {}

    /**
     * Returns a noun phrase such as {@code "a web page"}; {@code "in an unsupported format"} if the
     * type is not recognised. Reads well after "it appears to be".
     */
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
            return "a playlist that only refers to other files";
        }
        if (start.startsWith("ffconcat") || start.startsWith("v=0") || start.startsWith("file ")) {
            return "a list that only refers to other files";
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
            return "an image";
        }
        if (text.startsWith("ID3") || text.startsWith("OggS") || text.startsWith("fLaC")) {
            return "an audio file";
        }
        if (text.startsWith("PK\u0003\u0004")) {
            return "a ZIP archive";
        }
        if (text.startsWith("%PDF")) {
            return "a PDF document";
        }
        if (text.startsWith("ftyp", 4) || text.startsWith("\u001aE\u00df\u00a3")) {
            return VIDEO;
        }
        return isPlainText(text) ? "plain text" : UNKNOWN;
    }

    /**
     * Returns a noun phrase for a kind of video that is not supported, such as {@code "a RealMedia
     * video"}; empty for anything else.
     */
    static String unsupportedVideo(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith(".RMF")) {
            return "a RealMedia video";
        }
        if (text.startsWith("\u0006\u000e+4")) {
            return "an MXF video";
        }
        if (text.startsWith("FWS") || text.startsWith("CWS") || text.startsWith("ZWS")) {
            return "a Flash animation";
        }
        if (text.startsWith("YUV4MPEG2")) {
            return "an uncompressed video (YUV4MPEG2)";
        }
        if (text.startsWith("nut/multimedia")) {
            return "a NUT video";
        }
        if (text.startsWith("\u00b7\u00d8\u0000 7I\u00da\u0011")) {
            return "a recording of Windows Media Center";
        }
        if (text.startsWith("\0\0\1\u00b3") || text.startsWith("\0\0\0\1")) {
            return "a video without a container";
        }
        return "";
    }

    /** Returns whether the first bytes are those of a supported container. */
    static boolean isSupportedVideo(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return text.startsWith("FLV\u0001")
                || text.startsWith("0&\u00b2u\u008ef\u00cf\u0011")
                || text.startsWith("\0\0\1\u00ba")
                || (text.startsWith("RIFF") && text.startsWith("AVI ", 8))
                || (text.startsWith("OggS") && text.contains("theora"));
    }

    private static boolean isPlainText(String text) {
        return text.chars().allMatch(c -> c == '\t' || c == '\n' || c == '\r' || c >= ' ')
                && !text.isEmpty();
    }
}

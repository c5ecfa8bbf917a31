package dev.framewatch.desk.fetch;

import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.video.decoder.FileType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a file is, told from its first bytes; what it is called, or what a server calls it, does not
 * matter.
 *
 * @param extension of the name it gets, with its dot
 */
record ContentType(Kind kind, String extension) {
    /** Bytes from one packet of an MPEG transport stream to the next; each begins with a G. */
    private static final int TRANSPORT_PACKET_BYTES = 188;

    enum Kind {
        /** A video, or what the decoder is to look at more closely. */
        VIDEO,
        IMAGE
    }

    /**
     * @param called what messages call the file
     * @throws FetchException when there is certainly nothing to look at in it
     */
    static ContentType of(Path file, String called) throws FetchException, IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(FileType.HEAD_BYTES);
        }
        if (head.length == 0) {
            throw new FetchException(FailureKind.TRANSIENT, called + ": it is empty", null);
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return new ContentType(Kind.IMAGE, ".jpg");
        }
        if (text.startsWith("\u0089PNG")) {
            return new ContentType(Kind.IMAGE, ".png");
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return new ContentType(Kind.IMAGE, ".webp");
        }
        if (text.startsWith("BM") && head.length > 14 && text.startsWith("\0\0\0\0", 6)) {
            return new ContentType(Kind.IMAGE, ".bmp");
        }
        if (text.startsWith("GIF8")) {
            return new ContentType(Kind.VIDEO, ".gif");
        }
        if (text.startsWith("\u001aE\u00df\u00a3")) {
            return new ContentType(Kind.VIDEO, ".webm");
        }
        if (text.startsWith("ftyp", 4)) {
            return new ContentType(Kind.VIDEO, ".mp4");
        }
        if (text.startsWith("G") && text.startsWith("G", TRANSPORT_PACKET_BYTES)) {
            return new ContentType(Kind.VIDEO, ".ts");
        }
        String description = FileType.describe(head);
        if (!description.equals(FileType.UNKNOWN)) {
            throw new FetchException(
                    FailureKind.TRANSIENT, called + ": not a video: it is " + description, null);
        }
        return new ContentType(Kind.VIDEO, ".video");
    }
}

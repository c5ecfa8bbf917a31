package dev.framewatch.desk.fetch;

import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.video.decoder.FileType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Type of a file, detected from its first bytes; its name and the type stated by a server are
 * ignored.
 *
 * @param extension file name extension, with the dot
 */
record ContentType(Kind kind, String extension) {
    /**
     * Packet length in bytes of an MPEG transport stream; each packet begins with the sync byte
     * 'G'.
     */
    private static final int TRANSPORT_PACKET_BYTES = 188;

    enum Kind {
        /** A video, or a file that only the decoder can identify. */
        VIDEO,
        IMAGE
    }

    /**
     * Detects the type of a file.
     *
     * @param displayName name of the file in messages
     * @throws FetchException if the file certainly holds neither a video nor an image
     */
    static ContentType of(Path file, String displayName) throws FetchException, IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(FileType.HEAD_BYTES);
        }
        if (head.length == 0) {
            throw new FetchException(FailureKind.TRANSIENT, displayName + ": it is empty", null);
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
                    FailureKind.TRANSIENT,
                    displayName + ": not a video: it is " + description,
                    null);
        }
        return new ContentType(Kind.VIDEO, ".video");
    }
}

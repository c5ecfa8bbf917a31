package dev.framewatch.desk.fetch;

import dev.framewatch.desk.fetch.FetchException.FailureKind;
import dev.framewatch.video.decoder.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Type of a file, detected from its first bytes; its name and the type stated by a server are
 * ignored.
 *
 * @param extension file name extension, with the dot
 */
record ContentType(Kind kind, String extension) {
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
            head = in.readNBytes(MediaType.HEAD_BYTES);
        }
        if (head.length == 0) {
            throw new FetchException(FailureKind.TRANSIENT, displayName + ": it is empty", null);
        }
        MediaType type = MediaType.of(head);
        return switch (type.kind()) {
            case IMAGE -> new ContentType(Kind.IMAGE, type.extension());
            case VIDEO -> new ContentType(Kind.VIDEO, type.extension());
            case NO_PICTURE, UNREAD -> unknown(type, displayName);
        };
    }

    /** Leaves unknown types to the decoder; a web page instead of a video is worth a retry. */
    private static ContentType unknown(MediaType type, String displayName) throws FetchException {
        if (type.description().equals(MediaType.UNKNOWN)) {
            return new ContentType(Kind.VIDEO, ".video");
        }
        throw new FetchException(
                FailureKind.TRANSIENT,
                displayName + ": not a video: it is " + type.description(),
                null);
    }

    /** Returns whether it is an image, still or animated. */
    boolean isImage() {
        return kind == Kind.IMAGE || MediaType.isAnimatedImage(extension);
    }
}

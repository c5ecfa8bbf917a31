package dev.framewatch.video.decoder;

/** Thrown when a file cannot be read as a video; the message is a reason for users. */
final class UnsupportedMediaException extends Exception {
    private static final long serialVersionUID = 1;

    UnsupportedMediaException(String reason) {
        super(reason);
    }
}

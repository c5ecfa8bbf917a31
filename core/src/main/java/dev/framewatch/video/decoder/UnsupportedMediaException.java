package dev.framewatch.video.decoder;

/** The file cannot be read as a video; the message says why, in plain words. */
final class UnsupportedMediaException extends Exception {
    private static final long serialVersionUID = 1;

    UnsupportedMediaException(String reason) {
        super(reason);
    }
}

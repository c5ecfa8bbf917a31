package dev.framewatch.video;

/**
 * Metadata of a video file.
 *
 * @param container libav's names of the container format, such as {@code mov,mp4,m4a,3gp,3g2,mj2};
 *     {@code stills} for images
 * @param codec libav's name of the video codec, such as {@code h264}
 * @param width of the first frame as delivered (upright, square pixels, scaled), in pixels
 * @param height of that frame, in pixels
 * @param startSeconds when the first frame is shown, in seconds from the start of the file: sound
 *     may come first
 * @param seconds duration of the video stream from its first frame on, stated or measured; 0 if
 *     unknown
 */
public record VideoMetadata(
        String container,
        String codec,
        int width,
        int height,
        double startSeconds,
        double seconds) {
    /** The container of independent images. */
    public static final String STILLS = "stills";

    public VideoMetadata {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "invalid frame size: %dx%d pixels".formatted(width, height));
        }
        if (!Double.isFinite(startSeconds) || startSeconds < 0) {
            throw new IllegalArgumentException("invalid start: " + startSeconds + " s");
        }
        if (!Double.isFinite(seconds) || seconds < 0) {
            throw new IllegalArgumentException("invalid duration: " + seconds + " s");
        }
    }

    /** Returns when the last frame ends, in seconds from the start of the file. */
    public double endSeconds() {
        return startSeconds + seconds;
    }

    /** Returns whether it consists of independent images. */
    public boolean isStills() {
        return container.equals(STILLS);
    }
}

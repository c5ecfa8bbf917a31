package dev.framewatch.video;

/**
 * Metadata declared by a video file.
 *
 * @param container libav's names of the container format, such as {@code mov,mp4,m4a,3gp,3g2,mj2};
 *     {@code stills} for images
 * @param codec libav's name of the video codec, such as {@code h264}
 * @param width of the first frame as delivered (upright, square pixels, scaled), in pixels
 * @param height of that frame, in pixels
 * @param seconds declared duration; 0 if unknown
 */
public record VideoMetadata(String container, String codec, int width, int height, double seconds) {
    static final String STILLS = "stills";

    public VideoMetadata {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "invalid frame size: %dx%d pixels".formatted(width, height));
        }
        if (!Double.isFinite(seconds) || seconds < 0) {
            throw new IllegalArgumentException("invalid duration: " + seconds + " s");
        }
    }

    /** Returns whether it consists of images that have nothing to do with each other in time. */
    public boolean isStills() {
        return container.equals(STILLS);
    }
}

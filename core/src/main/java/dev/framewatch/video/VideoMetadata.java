package dev.framewatch.video;

/**
 * What a video file says about itself.
 *
 * @param container libav's names for the kind of file, for instance {@code
 *     mov,mp4,m4a,3gp,3g2,mj2}; {@code stills} for a folder of pictures
 * @param codec libav's name for the coding of the pictures, for instance {@code h264}
 * @param width pixels a row of the first picture as it is delivered: upright, square pixels, scaled
 * @param height rows of that picture
 * @param seconds how long the video claims to be; 0 where nothing tells
 */
public record VideoMetadata(String container, String codec, int width, int height, double seconds) {
    public VideoMetadata {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a video cannot be %dx%d pixels".formatted(width, height));
        }
        if (!Double.isFinite(seconds) || seconds < 0) {
            throw new IllegalArgumentException("a video cannot last " + seconds + " seconds");
        }
    }
}

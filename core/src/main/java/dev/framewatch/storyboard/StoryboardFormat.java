package dev.framewatch.storyboard;

/** What a storyboard is for, which decides its size. */
public enum StoryboardFormat {
    /** To be searched; {@code docs/decisions/storyboards.md} has the measurements. */
    SEARCHABLE(JpegImage.MAX_SIDE, 0.7f, Storyboard.MAX_FRAMES, StoryboardBuilder.MAX_BYTES),
    /** To be looked at on a page, which holds the storyboards of many videos. */
    PAGE(160, 0.6f, 60, 240_000);

    private final int longestSide;
    private final float quality;
    private final int maxFrames;
    private final long maxBytes;

    StoryboardFormat(int longestSide, float quality, int maxFrames, long maxBytes) {
        this.longestSide = longestSide;
        this.quality = quality;
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
    }

    /** Returns the longest side of an image, in pixels. */
    int longestSide() {
        return longestSide;
    }

    /** Returns the quality of the compression, 0 to 1. */
    float quality() {
        return quality;
    }

    /** Returns the maximum number of frames. */
    int maxFrames() {
        return maxFrames;
    }

    /** Returns the maximum number of bytes of all images. */
    long maxBytes() {
        return maxBytes;
    }
}

package dev.framewatch.learn.train;

import java.util.Locale;

/** The unit in which images are divided into training and validation sets. */
public enum SplitStrategy {
    /** Keeps all images of a source video on one side. */
    VIDEOS,
    /** Splits image by image, as the tutorial does: leaks frames of one video into both sides. */
    FRAMES;

    /** Returns the strategy with this command-line name. */
    public static SplitStrategy parse(String name) {
        return switch (name) {
            case "videos" -> VIDEOS;
            case "frames" -> FRAMES;
            default ->
                    throw new IllegalArgumentException(
                            "unknown split '%s' (choose from videos, frames)".formatted(name));
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

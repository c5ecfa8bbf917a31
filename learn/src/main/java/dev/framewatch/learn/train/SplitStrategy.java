package dev.framewatch.learn.train;

import java.util.Locale;

/** Along which lines pictures are divided into those learned from and those examined on. */
public enum SplitStrategy {
    /** All pictures of a source video are on one side. */
    VIDEOS,
    /** Each picture by itself, as the tutorial did it: frames of one video on both sides leak. */
    FRAMES;

    /** The split by the name that the command line uses. */
    public static SplitStrategy parse(String name) {
        return switch (name) {
            case "videos" -> VIDEOS;
            case "frames" -> FRAMES;
            default ->
                    throw new IllegalArgumentException(
                            "no split '%s'; there is videos, and frames, which leaks"
                                    .formatted(name));
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

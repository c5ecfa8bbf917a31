package dev.framewatch.vision.artwork;

import dev.framewatch.video.Clips;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoEncoding.Codec;
import java.io.IOException;
import java.nio.file.Path;

/** A street in which artwork hangs, as a frame and as a clip. */
public final class Street {
    private static final double[] X = {150, 300, 310, 140};
    private static final double[] Y = {420, 400, 570, 580};

    private Street() {}

    /** Returns the horizontal positions of the artwork's corners, as {@link Prints} takes them. */
    public static double[] x() {
        return X.clone();
    }

    /** Returns the vertical positions of the artwork's corners. */
    public static double[] y() {
        return Y.clone();
    }

    /** Returns a 576x1024 frame; other seeds are other streets. */
    public static RgbImage showing(RgbImage artwork, long seed) {
        return Prints.withArtwork(Prints.clutter(seed), artwork, X, Y);
    }

    /** Writes two seconds in which nothing moves. */
    public static Path clip(Path file, RgbImage artwork) throws IOException {
        RgbImage frame = showing(artwork, 5);
        return Clips.write(file, VideoEncoding.of(Codec.H264, 1), 2, _ -> frame);
    }
}

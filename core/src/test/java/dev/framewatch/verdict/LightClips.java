package dev.framewatch.verdict;

import dev.framewatch.testing.Images;
import dev.framewatch.video.Clips;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoEncoding.Codec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** Clips whose pictures are light above and dark below where a Target is to be seen. */
public final class LightClips {
    static final int SIDE = 64;

    private LightClips() {}

    /** A picture a second: {@code +} light above, {@code -} dark above, {@code ?} quite black. */
    public static Path write(Path file, String pictures) throws IOException {
        return write(file, VideoEncoding.of(Codec.H264, 1), pictures);
    }

    /** The same, with its index first, as web sites want it. */
    public static Path writeIndexFirst(Path file, String pictures) throws IOException {
        Map<String, String> options = Map.of("movflags", "+faststart");
        return write(file, new VideoEncoding(Codec.H264, 1, 0, 1, options), pictures);
    }

    /** The same, laid down so that a player has to turn it to show it upright. */
    public static Path writeTurned(Path file, String pictures, int quarterTurns)
            throws IOException {
        return write(file, new VideoEncoding(Codec.H264, 1, quarterTurns, 1, Map.of()), pictures);
    }

    /** A picture every so many seconds. */
    public static Path write(Path file, VideoEncoding format, String pictures) throws IOException {
        return Clips.write(
                file,
                format,
                pictures.length(),
                i -> {
                    RgbImage stored = picture(pictures.charAt(i), i);
                    for (int turn = 0; turn < format.quarterTurns(); turn++) {
                        stored = turnedLeft(stored);
                    }
                    return stored;
                });
    }

    public static void writeStill(Path file, char kind) throws IOException {
        Images.writePng(file, picture(kind, 0));
    }

    /** With some noise, so that every picture takes about as many bytes of the file. */
    static RgbImage picture(char kind, int seed) {
        int above = kind == '+' ? 220 : kind == '-' ? 60 : 0;
        int below = kind == '+' ? 60 : kind == '-' ? 220 : 0;
        Random random = new Random(seed);
        return Images.of(
                SIDE,
                SIDE,
                (_, y) -> {
                    int level = (y < SIDE / 2 ? above : below) + random.nextInt(20);
                    return Images.colour(level, level, level);
                });
    }

    private static RgbImage turnedLeft(RgbImage picture) {
        return Images.of(SIDE, SIDE, (x, y) -> Images.colourAt(picture, SIDE - 1 - y, x));
    }
}

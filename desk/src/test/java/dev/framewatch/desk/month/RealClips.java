package dev.framewatch.desk.month;

import dev.framewatch.testing.Images;
import dev.framewatch.video.Frame;
import dev.framewatch.video.FrameStream;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.UnreadableVideoException;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoWriter;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;

/** Real clips as others post them again: smaller, sometimes mirrored, with the light turned up. */
final class RealClips {
    private static final int FPS = 5;

    /** Each pixel of a copy is one of so many in a row, and one row of so many. */
    private static final int MIN_SMALLER = 3;

    private RealClips() {}

    /**
     * Writes a clip that is light above.
     *
     * @param copy other sizes; every other one is mirrored
     */
    static Path lightened(Path clip, int copy, Path to) throws IOException {
        int smaller = MIN_SMALLER + copy;
        VideoEncoding format = VideoEncoding.of(VideoEncoding.Codec.H264, FPS);
        try (VideoDecoder decoder = new VideoDecoder();
                FrameStream frames = decoder.open(clip, Sampling.every(1.0 / FPS))) {
            Frame frame = frames.next();
            RgbImage first = lightened(frame.image(), smaller, copy % 2 == 1);
            try (VideoWriter writer = new VideoWriter(to, first.width(), first.height(), format)) {
                for (; frame != null; frame = frames.next()) {
                    writer.add(lightened(frame.image(), smaller, copy % 2 == 1), frame.seconds());
                }
                writer.finish();
            }
            return to;
        } catch (UnreadableVideoException e) {
            throw new IOException(e);
        }
    }

    private static RgbImage lightened(RgbImage image, int smaller, boolean mirrored) {
        int width = image.width() / smaller / 2 * 2;
        int height = image.height() / smaller / 2 * 2;
        return Images.of(
                width,
                height,
                (x, y) -> {
                    int column = smaller * (mirrored ? width - 1 - x : x);
                    Color colour = new Color(Images.colourAt(image, column, y * smaller));
                    int light = y < height / 2 ? 140 : 0;
                    return Images.colour(
                            lightened(colour.getRed(), light),
                            lightened(colour.getGreen(), light),
                            lightened(colour.getBlue(), light));
                });
    }

    private static int lightened(int level, int light) {
        return light + level * (255 - light) / 255;
    }
}

package dev.framewatch.cli;

import dev.framewatch.testing.Images;
import dev.framewatch.video.Clips;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoEncoding.Codec;
import dev.framewatch.vision.artwork.Prints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Labelled frames and clips like the tutorial's, but drawn: streets in which a harbour's badge
 * hangs, or a mill's. The same numbers give the same pixels. There are no faces in them.
 */
final class DrawnFrames {
    private static final double[] X = {110, 450, 460, 100};
    private static final double[] Y = {300, 290, 650, 640};

    private DrawnFrames() {}

    /**
     * Writes two frames of each of several source videos, every other of which shows the harbour's
     * badge, and their labels.
     *
     * @param first number of the first video; other numbers are other streets
     * @return the labels, {@code labels.csv} in the same folder
     */
    static Path write(Path folder, int first, int videos) throws IOException {
        Files.createDirectories(folder);
        StringBuilder labels = new StringBuilder("Image_ID,Class,Group\n");
        for (int video = first; video < first + videos; video++) {
            boolean harbour = video % 2 == 0;
            for (int frame = 0; frame < 2; frame++) {
                String name = "v%d-%d.png".formatted(video, frame);
                Images.writePng(folder.resolve(name), frame(video, harbour, 9 * frame));
                labels.append("%s,%d,v%d%n".formatted(name, harbour ? 1 : 0, video));
            }
        }
        return Files.writeString(folder.resolve("labels.csv"), labels);
    }

    /** Writes six seconds of a street in which one of the badges hangs and moves a little. */
    static Path clip(Path file, int video, boolean harbour) throws IOException {
        return Clips.write(
                file,
                VideoEncoding.of(Codec.H264, 1),
                6,
                second -> frame(video, harbour, 4 * second));
    }

    private static RgbImage frame(int video, boolean harbour, int moved) {
        double[] x = X.clone();
        double[] y = Y.clone();
        for (int corner = 0; corner < 4; corner++) {
            x[corner] += moved;
            y[corner] += 2 * (double) moved + 13 * (video % 7);
        }
        RgbImage badge = harbour ? Prints.harbour() : Prints.mill();
        return Prints.withArtwork(Prints.clutter(video), badge, x, y);
    }
}

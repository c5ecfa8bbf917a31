package dev.framewatch.clip;

import dev.framewatch.testing.Images;
import dev.framewatch.video.FingerprintFrame;
import dev.framewatch.video.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A synthetic clip: shots in which soft patches move in front of a gradient. Each grey level is a
 * function of position and time, so a copy can have any size, time range and crop.
 */
public final class DrawnClip {
    public static final double SECONDS = 10;
    private static final int PATCHES = 14;

    private final long seed;
    private final double shotSeconds;

    public DrawnClip(long seed) {
        this(seed, 3.3);
    }

    /** Creates a clip with shots of the given length. */
    DrawnClip(long seed, double shotSeconds) {
        this.seed = seed;
        this.shotSeconds = shotSeconds;
    }

    /** An edit of the image made by a copy. */
    @FunctionalInterface
    interface Change {
        /** Returns the grey level, 0 to 255, at relative coordinates of the copy. */
        double at(Screen screen, double x, double y, double seconds);
    }

    /** The original image at one time. */
    @FunctionalInterface
    interface Screen {
        double at(double x, double y);
    }

    /** Returns the fingerprint of the unchanged clip, as computed during a scan. */
    ClipFingerprint fingerprint() {
        return copy(72, 128, 0, SECONDS, 1, (screen, x, y, _) -> screen.at(x, y));
    }

    ClipFingerprint copy(Change change) {
        return copy(72, 128, 0, SECONDS, 1, change);
    }

    ClipFingerprint cut(double from, double to) {
        return copy(72, 128, from, to, 1, (screen, x, y, _) -> screen.at(x, y));
    }

    /** Returns the fingerprint of a copy with another size, time range and speed. */
    ClipFingerprint copy(
            int width, int height, double from, double to, double speed, Change change) {
        return build(frames(width, height, from, to, speed, change), (to - from) / speed);
    }

    static ClipFingerprint build(List<FingerprintFrame> glimpses, double seconds) {
        FingerprintBuilder builder = new FingerprintBuilder();
        glimpses.forEach(builder::add);
        ClipFingerprint fingerprint = builder.build(seconds);
        if (fingerprint == null) {
            throw new AssertionError("no frames");
        }
        return fingerprint;
    }

    List<FingerprintFrame> frames(
            int width, int height, double from, double to, double speed, Change change) {
        List<FingerprintFrame> glimpses = new ArrayList<>();
        for (double at = 0; from + speed * at < to; at += FingerprintFrame.MIN_INTERVAL_SECONDS) {
            double seconds = at;
            Screen screen = screen(from + speed * at);
            byte[] grey = new byte[width * height];
            for (int i = 0; i < grey.length; i++) {
                int row = i / width;
                double x = (i % width + 0.5) / width;
                double y = (row + 0.5) / height;
                grey[i] = (byte) Math.clamp(Math.round(change.at(screen, x, y, seconds)), 0, 255);
            }
            glimpses.add(new FingerprintFrame(at, width, height, grey));
        }
        return glimpses;
    }

    /** Returns the image at a time. */
    public RgbImage picture(int width, int height, double seconds) {
        Screen screen = screen(seconds);
        return Images.of(
                width,
                height,
                (x, y) -> {
                    double level = screen.at((x + 0.5) / width, (y + 0.5) / height);
                    int grey = Math.clamp(Math.round(level), 0, 255);
                    return Images.colour(grey, grey, grey);
                });
    }

    Screen screen(double seconds) {
        int shot = (int) (seconds / shotSeconds);
        Random random = new Random(seed * 1000 + shot);
        double[] patches = new double[4 * PATCHES];
        double since = seconds - shot * shotSeconds;
        for (int i = 0; i < patches.length; i += 4) {
            patches[i] = random.nextDouble() + since * random.nextDouble(-0.12, 0.12);
            patches[i + 1] = random.nextDouble() + since * random.nextDouble(-0.12, 0.12);
            patches[i + 2] = random.nextDouble(0.03, 0.12);
            patches[i + 3] = random.nextDouble(-110, 110);
        }
        double slopeX = random.nextDouble(-80, 80);
        double slopeY = random.nextDouble(-80, 80);
        return (x, y) -> level(patches, slopeX * (x - 0.5) + slopeY * (y - 0.5), x, y);
    }

    private static double level(double[] patches, double slope, double x, double y) {
        double level = 128 + slope;
        for (int i = 0; i < patches.length; i += 4) {
            double dx = x - patches[i];
            double dy = y - patches[i + 1];
            double near = 1 - (dx * dx + dy * dy) / (patches[i + 2] * patches[i + 2]);
            // hard edges, like real objects
            level += near > 0 ? patches[i + 3] * Math.min(1, 3 * near) : 0;
        }
        return level;
    }
}

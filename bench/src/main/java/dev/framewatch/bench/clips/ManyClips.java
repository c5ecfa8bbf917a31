package dev.framewatch.bench.clips;

import dev.framewatch.clip.ClipFingerprint;
import dev.framewatch.clip.FingerprintBuilder;
import dev.framewatch.video.FingerprintFrame;
import java.util.List;
import java.util.Random;

/**
 * Synthetic clips in the number that a newsroom accumulates over years, derived from some hundred
 * real ones: each overlays parts of two clips, at its own positions and brightness, mirrored or
 * not, and with uneven timing. They have the statistics of real frames, and no two show the same
 * content.
 */
final class ManyClips {
    private static final int SAMPLES = 20;
    private static final int WIDTH = 54;
    private static final int HEIGHT = 96;

    private final List<List<FingerprintFrame>> sources;

    /**
     * @param sources fingerprint frames of real clips
     */
    ManyClips(List<List<FingerprintFrame>> sources) {
        this.sources = sources;
    }

    /** Returns the clip of a number, with one sample per second. */
    ClipFingerprint clip(int number) {
        Random random = new Random(number);
        Part one = new Part(random);
        Part other = new Part(random);
        double weight = random.nextDouble(0.3, 0.7);
        double[] light = light(random);
        FingerprintBuilder builder = new FingerprintBuilder();
        for (int i = 0; i < SAMPLES; i++) {
            byte[] grey = new byte[WIDTH * HEIGHT];
            FingerprintFrame first = one.at(i);
            FingerprintFrame second = other.at(i);
            for (int y = 0; y < HEIGHT; y++) {
                double down = (y + 0.5) / HEIGHT;
                for (int x = 0; x < WIDTH; x++) {
                    double across = (x + 0.5) / WIDTH;
                    double lit =
                            1
                                    + light[0] * Math.abs(across - light[1])
                                    + light[2] * Math.abs(down - light[3]);
                    double value =
                            weight * one.pixel(first, across, down)
                                    + (1 - weight) * other.pixel(second, across, down);
                    grey[y * WIDTH + x] = (byte) Math.clamp(Math.round(lit * value), 0, 255);
                }
            }
            builder.add(new FingerprintFrame(i, WIDTH, HEIGHT, grey));
        }
        ClipFingerprint clip = builder.build(SAMPLES);
        if (clip == null) {
            throw new IllegalStateException("a clip without frames");
        }
        return clip;
    }

    private static double[] light(Random random) {
        return new double[] {
            random.nextDouble(-0.9, 0.9),
            random.nextDouble(),
            random.nextDouble(-0.9, 0.9),
            random.nextDouble()
        };
    }

    /** A region of a source clip's frames during a part of its time. */
    private final class Part {
        private final List<FingerprintFrame> source;
        private final int[] moments = new int[SAMPLES];
        private final double left;
        private final double top;
        private final double size;
        private final boolean mirrored;

        Part(Random random) {
            source = sources.get(random.nextInt(sources.size()));
            int at = random.nextInt(source.size());
            for (int i = 0; i < SAMPLES; i++) {
                moments[i] = at % source.size();
                at += random.nextInt(1, 9);
            }
            size = random.nextDouble(0.3, 0.8);
            left = random.nextDouble(1 - size);
            top = random.nextDouble(1 - size);
            mirrored = random.nextBoolean();
        }

        FingerprintFrame at(int sample) {
            return source.get(moments[sample]);
        }

        int pixel(FingerprintFrame fingerprintFrame, double across, double down) {
            double x = left + size * (mirrored ? 1 - across : across);
            double y = top + size * down;
            int column = (int) (x * fingerprintFrame.width());
            int row = (int) (y * fingerprintFrame.height());
            return fingerprintFrame.grey()[row * fingerprintFrame.width() + column] & 255;
        }
    }
}

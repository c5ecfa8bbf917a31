package dev.framewatch.desk.month;

import dev.framewatch.testing.Images;
import dev.framewatch.video.Clips;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import java.awt.Color;
import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** Short clips of things that move, each clip unlike the others; light above where it matches. */
final class DrawnClips {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 160;
    private static final int FPS = 5;
    private static final int SECONDS = 4;
    private static final int THINGS = 14;

    private final Path folder;

    DrawnClips(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes a clip.
     *
     * @param number the same clip for the same number
     * @param copy 0 for the first upload; others are other encodings of it, larger and paler
     * @param match whether it is light above
     */
    Path write(int number, int copy, boolean match) throws IOException {
        Path file = folder.resolve("clip-%d-%d.mp4".formatted(number, copy));
        double scale = 1 + 0.25 * copy;
        int width = 2 * (int) Math.round(WIDTH * scale / 2);
        int height = 2 * (int) Math.round(HEIGHT * scale / 2);
        VideoEncoding format = VideoEncoding.of(VideoEncoding.Codec.H264, FPS);
        return Clips.write(
                file,
                format,
                SECONDS * FPS,
                i -> frame(number, match, i / (double) FPS, width, height));
    }

    private static RgbImage frame(int number, boolean match, double t, int width, int height) {
        Random random = new Random(number);
        return Images.drawn(
                width,
                height,
                draw -> {
                    draw.scale(width / (double) WIDTH, height / (double) HEIGHT);
                    half(draw, random, 0, match ? 200 : 70, t);
                    half(draw, random, HEIGHT / 2, match ? 70 : 200, t);
                });
    }

    private static void half(Graphics2D draw, Random random, int top, int light, double t) {
        draw.setClip(0, top, WIDTH, HEIGHT / 2);
        draw.setColor(new Color(light, light, light));
        draw.fillRect(0, top, WIDTH, HEIGHT / 2);
        for (int i = 0; i < THINGS; i++) {
            int shade = Math.clamp(light + random.nextInt(-55, 56), 0, 255);
            draw.setColor(
                    new Color(shade, Math.clamp(shade + random.nextInt(-20, 21), 0, 255), shade));
            double x = random.nextDouble() * WIDTH + t * random.nextDouble(-14, 14);
            double y = top + random.nextDouble() * HEIGHT / 2 + t * random.nextDouble(-8, 8);
            int w = random.nextInt(8, 40);
            int h = random.nextInt(8, 40);
            if (random.nextBoolean()) {
                draw.fillRect((int) x - w / 2, (int) y - h / 2, w, h);
            } else {
                draw.fillOval((int) x - w / 2, (int) y - h / 2, w, h);
            }
        }
    }
}

package dev.framewatch.bench.clips;

import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoEncoding.Codec;
import dev.framewatch.video.VideoWriter;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates clips, written once and reused by later runs. */
final class SyntheticClips {
    static final int WIDTH = 360;
    static final int HEIGHT = 640;
    private static final double PER_SECOND = 25;

    private SyntheticClips() {}

    /** Draws the frame at a time. */
    @FunctionalInterface
    interface Scene {
        void draw(double at, byte[] rgb);
    }

    /** Returns shots of the stills, repeated until the duration is reached. */
    static List<Shot> shots(List<RgbImage> stills, double seconds, Random random) {
        List<Shot> shots = new ArrayList<>();
        double left = seconds;
        while (left > 0) {
            double length = stills.size() == 1 ? random.nextDouble(3, 9) : random.nextDouble(1, 4);
            if (left - length < 0.8) {
                length = left;
            }
            shots.add(Shot.any(stills.get(shots.size() % stills.size()), length, random));
            left -= length;
        }
        return shots;
    }

    static void write(Path file, List<Shot> shots) throws IOException {
        double seconds = shots.stream().mapToDouble(Shot::seconds).sum();
        write(
                file,
                seconds,
                (at, rgb) -> {
                    double start = 0;
                    int i = 0;
                    while (i < shots.size() - 1 && at >= start + shots.get(i).seconds()) {
                        start += shots.get(i++).seconds();
                    }
                    shots.get(i).draw(at - start, WIDTH, HEIGHT, rgb);
                });
    }

    /** Writes a clip of a static text card. */
    static void card(Path file, double seconds, Color ground, List<String> lines)
            throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(ground);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setColor(new Color(200, 30, 40));
        g.fillRect(0, 80, WIDTH, 70);
        g.setColor(Color.WHITE);
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 32));
        g.drawString("BREAKING NEWS", 30, 125);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 28));
        for (int i = 0; i < lines.size(); i++) {
            g.drawString(lines.get(i), 30, 240 + 44 * i);
        }
        g.dispose();
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] still = new byte[bgr.length];
        for (int i = 0; i < still.length; i++) {
            still[i] = bgr[i - i % 3 + 2 - i % 3];
        }
        write(file, seconds, (_, rgb) -> System.arraycopy(still, 0, rgb, 0, rgb.length));
    }

    /** Writes an almost black clip, with noise of a few grey levels. */
    static void darkness(Path file, double seconds, long seed) throws IOException {
        Random random = new Random(seed);
        write(
                file,
                seconds,
                (_, rgb) -> {
                    for (int i = 0; i < rgb.length; i++) {
                        rgb[i] = (byte) random.nextInt(4);
                    }
                });
    }

    private static void write(Path file, double seconds, Scene scene) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        VideoEncoding format = VideoEncoding.of(Codec.H264, PER_SECOND);
        try (VideoWriter writer = new VideoWriter(file, WIDTH, HEIGHT, format)) {
            for (int i = 0; i / PER_SECOND < seconds; i++) {
                byte[] rgb = new byte[3 * WIDTH * HEIGHT];
                scene.draw(i / PER_SECOND, rgb);
                writer.add(new RgbImage(WIDTH, HEIGHT, rgb), i / PER_SECOND);
            }
            writer.finish();
        }
    }
}

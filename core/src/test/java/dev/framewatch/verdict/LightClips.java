package dev.framewatch.verdict;

import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoEncoding;
import dev.framewatch.video.VideoEncoding.Codec;
import dev.framewatch.video.VideoWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

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
        try (var writer = new VideoWriter(file, SIDE, SIDE, format)) {
            for (int i = 0; i < pictures.length(); i++) {
                RgbImage upright = picture(pictures.charAt(i), i);
                RgbImage stored = upright;
                for (int turn = 0; turn < format.quarterTurns(); turn++) {
                    stored = turnedLeft(stored);
                }
                writer.add(stored, i / format.framesPerSecond());
            }
            writer.finish();
        }
        return file;
    }

    public static void writeStill(Path file, char kind) throws IOException {
        RgbImage picture = picture(kind, 0);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.setRGB(i % SIDE, i / SIDE, (picture.rgb()[3 * i] & 0xff) * 0x10101);
        }
        ImageIO.write(image, "png", file.toFile());
    }

    /** With some noise, so that every picture takes about as many bytes of the file. */
    private static RgbImage picture(char kind, int seed) {
        int above = kind == '+' ? 220 : kind == '-' ? 60 : 0;
        int below = kind == '+' ? 60 : kind == '-' ? 220 : 0;
        Random random = new Random(seed);
        byte[] rgb = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < SIDE * SIDE; i++) {
            byte value = (byte) ((i < SIDE * SIDE / 2 ? above : below) + random.nextInt(20));
            rgb[3 * i] = value;
            rgb[3 * i + 1] = value;
            rgb[3 * i + 2] = value;
        }
        return new RgbImage(SIDE, SIDE, rgb);
    }

    private static RgbImage turnedLeft(RgbImage picture) {
        byte[] rgb = new byte[SIDE * SIDE * 3];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int from = 3 * (y * SIDE + x);
                int to = 3 * ((SIDE - 1 - x) * SIDE + y);
                System.arraycopy(picture.rgb(), from, rgb, to, 3);
            }
        }
        return new RgbImage(SIDE, SIDE, rgb);
    }
}

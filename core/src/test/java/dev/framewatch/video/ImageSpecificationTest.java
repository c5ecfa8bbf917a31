package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.testing.Images;
import dev.framewatch.testing.Programs;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The image formats that people have, written by ffmpeg or from its output: each shows the number
 * along the top, red above blue, in the colours that ffmpeg itself reads.
 */
class ImageSpecificationTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final int NUMBER = 0b1011_0010;

    @TempDir private static Path folder;
    @AutoClose private static final VideoDecoder decoder = new VideoDecoder();

    private static Path raw(RgbImage image) throws IOException {
        return Files.write(folder.resolve("in.rgb"), image.rgb());
    }

    /** Has ffmpeg write an image with some options. */
    private static Path encode(RgbImage image, String name, String... options) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s"));
        arguments.add(image.width() + "x" + image.height());
        arguments.addAll(List.of("-i", raw(image).toString(), "-frames:v", "1"));
        arguments.addAll(List.of(options));
        Path file = folder.resolve(name);
        arguments.add(file.toString());
        Programs.stdout("ffmpeg", arguments.toArray(String[]::new));
        return file;
    }

    /** Returns what ffmpeg sees, without turning it. */
    private static RgbImage reference(Path file) throws Exception {
        Path pixels = folder.resolve("reference.rgb");
        Programs.stdout(
                "ffmpeg",
                "-y",
                "-noautorotate",
                "-i",
                file.toString(),
                "-frames:v",
                "1",
                "-f",
                "rawvideo",
                "-pix_fmt",
                "rgb24",
                "-sws_flags",
                "area+accurate_rnd+full_chroma_int",
                pixels.toString());
        return new RgbImage(WIDTH, HEIGHT, Files.readAllBytes(pixels));
    }

    private static double meanDifference(RgbImage one, RgbImage other) {
        long sum = 0;
        for (int i = 0; i < one.rgb().length; i++) {
            sum += Math.abs((one.rgb()[i] & 255) - (other.rgb()[i] & 255));
        }
        return sum / (double) one.rgb().length;
    }

    private static void assertUpright(RgbImage image, int number) {
        assertThat(image.width()).isEqualTo(WIDTH);
        assertThat(image.height()).isEqualTo(HEIGHT);
        assertThat(Clips.numberOf(image)).isEqualTo(number);
        assertThat(Clips.isRed(image, 80, 36)).isTrue();
        assertThat(Clips.isRed(image, 80, 80)).isFalse();
    }

    /** Reads a file as an image and as a video of one still, which are the same. */
    private static RgbImage read(Path file) throws Exception {
        RgbImage image = ImageFiles.read(file);
        Reading still = Reading.of(decoder, file, Sampling.every(1));
        assertThat(still.frames()).hasSize(1);
        assertThat(still.metadata().isStills()).isTrue();
        assertThat(still.frames().getFirst().image().rgb()).isEqualTo(image.rgb());
        return image;
    }

    @ParameterizedTest
    @CsvSource({
        "a.png, rgb24, ''",
        "a.png, rgb48be, ''",
        "a.png, rgba, ''",
        "a.png, rgba64be, ''",
        "a.png, pal8, ''",
        "a.bmp, bgr24, ''",
        "a.bmp, rgb565le, ''",
        "a.bmp, bgra, ''",
        "a.tif, rgb24, -compression_algo raw",
        "a.tif, rgb24, -compression_algo lzw",
        "a.tif, rgb24, -compression_algo deflate",
        "a.tif, rgb48le, -compression_algo packbits",
        "a.tif, rgba, ''",
        "a.tif, pal8, ''",
        "a.jp2, rgb24, ''",
        "a.jp2, rgb48le, ''",
        "a.j2k, rgb24, -f image2 -format j2k",
        "a.jpg, yuvj420p, -q:v 1",
        "a.jpg, yuvj422p, -q:v 1",
        "a.jpg, yuvj444p, -q:v 1",
        "a.webp, bgra, -lossless 1",
        "a.webp, yuv420p, -lossless 0 -quality 95",
        "a.avif, yuv420p, -c:v libaom-av1 -still-picture 1 -crf 5 -cpu-used 8",
        "a.avif, yuv444p, -c:v libaom-av1 -still-picture 1 -crf 5 -cpu-used 8",
        "a.avif, yuv420p10le, -c:v libaom-av1 -still-picture 1 -crf 5 -cpu-used 8"
    })
    void coloursAreThoseThatFfmpegReads(String name, String pixelFormat, String options)
            throws Exception {
        List<String> all = new ArrayList<>(List.of("-pix_fmt", pixelFormat));
        Pattern.compile(" ").splitAsStream(options).filter(o -> !o.isEmpty()).forEach(all::add);
        Path file = encode(Clips.numbered(WIDTH, HEIGHT, NUMBER), name, all.toArray(String[]::new));

        RgbImage image = read(file);

        assertUpright(image, NUMBER);
        assertThat(meanDifference(image, reference(file))).isLessThan(2.5);
    }

    @ParameterizedTest
    @CsvSource({"255, 0", "40, 255"})
    void transparencyIsLaidOnTheContrastingBackground(int level, int background) throws Exception {
        BufferedImage half = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D draw = half.createGraphics();
        draw.setColor(new Color(level, level, level));
        draw.fillRect(0, 0, WIDTH / 2, HEIGHT);
        draw.dispose();
        Path png = folder.resolve("half.png");
        ImageIO.write(half, "png", png.toFile());
        Path file = folder.resolve("half.avif");
        Programs.stdout(
                "ffmpeg",
                "-y",
                "-i",
                png.toString(),
                "-filter_complex",
                "format=yuva444p,split[all][alpha];[alpha]alphaextract[opacity];"
                        + "[all]format=yuv444p[colour]",
                "-map",
                "[colour]",
                "-map",
                "[opacity]",
                "-c:v",
                "libaom-av1",
                "-still-picture",
                "1",
                "-crf",
                "5",
                "-cpu-used",
                "8",
                file.toString());

        RgbImage image = read(file);

        assertThat(image.rgb()[3 * 40] & 255).isCloseTo(level, within(6));
        assertThat(image.rgb()[3 * 120] & 255).isCloseTo(background, within(6));
    }

    @ParameterizedTest
    @CsvSource({
        "a.png, gray, 0",
        "a.png, gray16be, 0",
        "a.png, ya8, 0",
        "a.png, monob, 60",
        "a.tif, gray, 0",
        "a.tif, gray16le, 0",
        "a.tif, monow, 60",
        "a.jp2, gray, 0",
        "a.jpg, gray, 1"
    })
    void greyStaysAsBrightAsItIs(String name, String pixelFormat, double tolerance)
            throws Exception {
        Path file = encode(Clips.numbered(WIDTH, HEIGHT, NUMBER), name, "-pix_fmt", pixelFormat);

        RgbImage image = read(file);

        assertThat(Clips.numberOf(image)).isEqualTo(NUMBER);
        assertThat(meanDifference(image, reference(file))).isCloseTo(0, within(tolerance + 1));
    }

    /** A video of one frame, as {@link HeifWriter} takes it. */
    private static Path frame(RgbImage image, String name, boolean hevc) throws Exception {
        return hevc
                ? encode(
                        image,
                        name,
                        "-pix_fmt",
                        "yuv420p",
                        "-c:v",
                        "libx265",
                        "-x265-params",
                        "crf=5:log-level=none",
                        "-tag:v",
                        "hvc1")
                : encode(
                        image,
                        name,
                        "-pix_fmt",
                        "yuv420p",
                        "-c:v",
                        "libaom-av1",
                        "-crf",
                        "5",
                        "-cpu-used",
                        "8");
    }

    @ParameterizedTest
    @CsvSource({
        "true, 0, -1",
        "true, 1, -1",
        "true, 2, -1",
        "true, 3, -1",
        "true, 0, 0",
        "true, 0, 1",
        "true, 1, 1",
        "false, 0, -1",
        "false, 3, -1",
        "false, 1, 0"
    })
    void aHeifImageIsTurnedAndMirrored(boolean hevc, int quarterTurns, int mirror)
            throws Exception {
        RgbImage stored = undone(Clips.numbered(WIDTH, HEIGHT, NUMBER), quarterTurns, mirror);
        Path file =
                new HeifWriter(
                                List.of(frame(stored, "one.mp4", hevc)),
                                1,
                                stored.width(),
                                stored.height())
                        .tileSize(stored.width(), stored.height())
                        .rotated(quarterTurns)
                        .mirrored(mirror)
                        .write(folder.resolve("one.heic"));

        assertUpright(read(file), NUMBER);
    }

    /** Returns what becomes upright by turning anticlockwise and then mirroring. */
    private static RgbImage undone(RgbImage upright, int quarterTurns, int mirror) {
        RgbImage image = upright;
        if (mirror >= 0) {
            image = Images.turned(image, mirror == 0 ? 4 : 2);
        }
        for (int i = 0; i < quarterTurns; i++) {
            image = Images.turned(image, 6); // a quarter turn clockwise
        }
        return image;
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "true, 1", "false, 0", "false, 3"})
    void tilesArePutTogetherAndCropped(boolean hevc, int quarterTurns) throws Exception {
        RgbImage stored = undone(Clips.numbered(WIDTH, HEIGHT, NUMBER), quarterTurns, -1);
        int side = 64;
        int columns = (stored.width() + side - 1) / side;
        int rows = (stored.height() + side - 1) / side;
        List<Path> tiles = new ArrayList<>();
        for (int i = 0; i < rows * columns; i++) {
            RgbImage tile = tile(stored, i % columns * side, i / columns * side, side);
            tiles.add(frame(tile, "tile" + i + ".mp4", hevc));
        }
        Path file =
                new HeifWriter(tiles, columns, stored.width(), stored.height())
                        .tileSize(side, side)
                        .rotated(quarterTurns)
                        .write(folder.resolve("grid.heic"));

        RgbImage image = read(file);

        assertUpright(image, NUMBER);
        assertThat(meanDifference(image, Clips.numbered(WIDTH, HEIGHT, NUMBER))).isLessThan(6);
    }

    @Test
    void aGridOfMoreThanAHundredMegapixelsIsReadReduced() throws Exception {
        int side = 3000;
        byte[] grey = new byte[3 * side * side];
        Arrays.fill(grey, (byte) 128);
        Path tile = frame(new RgbImage(side, side, grey), "large.mp4", true);
        Path file =
                new HeifWriter(Collections.nCopies(12, tile), 4, 4 * side, 3 * side)
                        .tileSize(side, side)
                        .write(folder.resolve("large.heic"));

        RgbImage image = ImageFiles.read(file);

        assertThat(image.width()).isEqualTo(6000);
        assertThat(image.height()).isEqualTo(4500);
        assertThat(image.rgb()[image.rgb().length / 2] & 255).isCloseTo(128, within(2));
    }

    private static RgbImage tile(RgbImage image, int left, int top, int side) {
        byte[] rgb = new byte[3 * side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int fromX = Math.min(image.width() - 1, left + x);
                int fromY = Math.min(image.height() - 1, top + y);
                int from = 3 * (fromY * image.width() + fromX);
                System.arraycopy(image.rgb(), from, rgb, 3 * (y * side + x), 3);
            }
        }
        return new RgbImage(side, side, rgb);
    }

    @Test
    void animatedImagesAreVideos() throws Exception {
        Path clip = Clips.write(folder.resolve("clip.webm"), VideoEncoding.Codec.VP9, 4, 1);
        for (String[] format :
                List.of(
                        new String[] {"moving.webp", "libwebp_anim"},
                        new String[] {"moving.png", "apng"})) {
            Path file = folder.resolve(format[0]);
            Programs.stdout(
                    "ffmpeg",
                    "-y",
                    "-i",
                    clip.toString(),
                    "-c:v",
                    format[1],
                    "-f",
                    format[1].equals("apng") ? "apng" : "webp",
                    file.toString());

            Reading reading = Reading.of(decoder, file, Sampling.every(1));

            assertThat(reading.numbers()).as(format[0]).containsExactly(0, 1, 2, 3);
            assertThat(reading.metadata().seconds()).isCloseTo(4, within(0.05));
            assertThat(reading.metadata().isStills()).isFalse();
            assertThat(Clips.numberOf(ImageFiles.read(file))).as("its first frame").isZero();
        }
    }

    @Test
    void aDamagedFileYieldsAnImageOrAReason() throws Exception {
        List<Path> tiles = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Path tile = folder.resolve("damaged" + i + ".mp4");
            tiles.add(Clips.write(tile, VideoEncoding.Codec.AV1, 1, 1));
        }
        Path file =
                new HeifWriter(tiles, 2, 240, 180)
                        .tileSize(128, 96)
                        .rotated(1)
                        .write(folder.resolve("sound.avif"));
        assertThat(ImageFiles.read(file).width()).isEqualTo(180);
        byte[] sound = Files.readAllBytes(file);
        Random random = new Random(7);
        int readable = 0;
        for (int round = 0; round < 150; round++) {
            byte[] bytes =
                    Arrays.copyOf(sound, sound.length - random.nextInt(2) * random.nextInt(300));
            for (int flip = 0; flip < 3; flip++) {
                // Most of the structure is at the beginning.
                int at = random.nextInt(random.nextBoolean() ? 700 : bytes.length);
                bytes[at] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                ImageFiles.read(Files.write(folder.resolve("damaged.avif"), bytes));
                readable++;
            } catch (UnreadableImageException e) {
                assertThat(e).message().isNotEmpty();
            }
        }
        assertThat(readable).isPositive();
        assertThat(ImageFiles.read(file).height()).isEqualTo(240);
    }
}

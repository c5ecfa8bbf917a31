package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Images that are seldom, but that people have: drawings, light logos, huge and unreadable ones.
 */
class ImageOdditiesTest {
    @TempDir private Path folder;

    private static int[] pixel(RgbImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        byte[] rgb = image.rgb();
        return new int[] {rgb[at] & 255, rgb[at + 1] & 255, rgb[at + 2] & 255};
    }

    private RgbImage read(BufferedImage image) throws Exception {
        Path file = folder.resolve("image.png");
        ImageIO.write(image, "png", file.toFile());
        return ImageFiles.read(file);
    }

    @ParameterizedTest
    @CsvSource({"FFFFFF, 0", "FFEE00, 0", "C0C0C0, 0", "000000, 255", "C00000, 255", "0000FF, 255"})
    void aTransparentLogoIsLaidOnWhatItStandsOutFrom(String colour, int background)
            throws Exception {
        BufferedImage logo = new BufferedImage(40, 20, BufferedImage.TYPE_INT_ARGB);
        int rgb = Integer.parseInt(colour, 16);
        for (int x = 10; x < 20; x++) {
            logo.setRGB(x, 10, 0xFF000000 | rgb);
        }

        RgbImage read = read(logo);

        assertThat(pixel(read, 0, 0)).containsExactly(background, background, background);
        assertThat(pixel(read, 15, 10)).containsExactly(rgb >> 16, rgb >> 8 & 255, rgb & 255);
    }

    @Test
    void aPaletteWithTransparencyIsTreatedAlike() throws Exception {
        byte[] light = {0, (byte) 250};
        byte[] alpha = {0, (byte) 255};
        var palette = new IndexColorModel(1, 2, light, light, light, alpha);
        BufferedImage logo = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY, palette);
        logo.getRaster().setSample(4, 4, 0, 1);

        RgbImage read = read(logo);

        assertThat(pixel(read, 0, 0)).containsExactly(0, 0, 0);
        assertThat(pixel(read, 4, 4)).containsExactly(250, 250, 250);
    }

    /** White in its upper right quarter. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "tiff", "jpeg"})
    void moreThanAHundredMegapixelsAreReadReduced(String format) throws Exception {
        int type =
                format.equals("jpeg")
                        ? BufferedImage.TYPE_BYTE_GRAY
                        : BufferedImage.TYPE_BYTE_BINARY;
        BufferedImage huge = new BufferedImage(10_200, 10_000, type);
        Graphics2D graphics = huge.createGraphics();
        graphics.fillRect(5_100, 0, 5_100, 5_000);
        graphics.dispose();
        Path file = folder.resolve("image." + format);
        assertThat(ImageIO.write(huge, format, file.toFile())).isTrue();

        RgbImage read = ImageFiles.read(file);

        assertThat(read.width()).isEqualTo(3400);
        assertThat(read.height()).isEqualTo(3334);
        assertThat(pixel(read, 2500, 1000)).containsExactly(255, 255, 255);
        assertThat(pixel(read, 900, 1000)).containsExactly(0, 0, 0);
        assertThat(pixel(read, 2500, 2500)).containsExactly(0, 0, 0);
    }

    /** WebP is decoded as a whole before it is reduced. */
    @Test
    void aWebpAboveItsLimitIsNamed() throws Exception {
        int side = 9_000;
        byte[] file =
                ByteBuffer.allocate(40)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                        .putInt(32)
                        .put("WEBPVP8L".getBytes(StandardCharsets.ISO_8859_1))
                        .putInt(20)
                        .put((byte) 0x2f)
                        .putInt((side - 1) | ((side - 1) << 14))
                        .array();

        assertThatThrownBy(() -> ImageFiles.read(file))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage("9000x9000 pixels exceed the limit (the area of 8192x8192)");
    }

    /** One strip of 8-bit samples, uncompressed. */
    private Path tiff(int subfileType, int photometric, byte[]... pixels) throws IOException {
        int samples = pixels[0].length;
        int[][] entries = {
            {254, 4, 1, subfileType},
            {256, 4, 1, pixels.length},
            {257, 4, 1, 1},
            {258, 3, samples, 8 + 2 + 12 * 10 + 4},
            {259, 3, 1, 1},
            {262, 3, 1, photometric},
            {273, 4, 1, 8 + 2 + 12 * 10 + 4 + 2 * samples},
            {277, 3, 1, samples},
            {278, 4, 1, 1},
            {279, 4, 1, samples * pixels.length},
        };
        ByteBuffer out = ByteBuffer.allocate(200 + 16 * pixels.length);
        out.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 10);
        for (int[] entry : entries) {
            out.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]);
            if (entry[1] == 3 && entry[2] == 1) {
                out.putShort((short) entry[3]).putShort((short) 0);
            } else {
                out.putInt(entry[3]);
            }
        }
        out.putInt(0);
        for (int i = 0; i < samples; i++) {
            out.putShort((short) 8);
        }
        for (byte[] pixel : pixels) {
            out.put(pixel);
        }
        byte[] file = new byte[out.position()];
        out.flip().get(file);
        return Files.write(folder.resolve("image.tif"), file);
    }

    @Test
    void inkOnPaperBecomesRgb() throws Exception {
        byte all = (byte) 255;
        Path file =
                tiff(
                        0,
                        5,
                        new byte[] {0, 0, 0, 0},
                        new byte[] {0, all, all, 0},
                        new byte[] {0, 0, 0, all},
                        new byte[] {all, 0, 0, 0});

        RgbImage read = ImageFiles.read(file);

        assertThat(pixel(read, 0, 0)).containsExactly(255, 255, 255);
        assertThat(pixel(read, 1, 0)[0]).isCloseTo(237, within(20));
        assertThat(pixel(read, 1, 0)[1]).isLessThan(60);
        assertThat(pixel(read, 2, 0)[1]).isLessThan(60);
        assertThat(pixel(read, 3, 0)[0]).isLessThan(60);
        assertThat(pixel(read, 3, 0)[2]).isGreaterThan(180);
    }

    @Test
    void aCameraRawImageIsNamedAndNotItsPreviewRead() throws Exception {
        Path file = tiff(1, 2, new byte[] {1, 2, 3});

        assertThatThrownBy(() -> ImageFiles.read(file))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("a camera raw image");
    }

    @ParameterizedTest
    @CsvSource({
        "FF0A0000000000000000, a JPEG XL image",
        "384250530001000000000000, a Photoshop image",
        "0000001866747970637278200000000163727820, a camera raw image",
        "504B0304140000000800, a ZIP archive",
        "53616C7465645F5F0102030405, encrypted"
    })
    void whatIsNotReadIsNamedRightly(String hex, String name) throws IOException {
        Path file = Files.write(folder.resolve("photo.jpg"), HexFormat.of().parseHex(hex));

        assertThatThrownBy(() -> ImageFiles.read(file))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("it appears to be " + name);
    }

    @Test
    void aHeicImageWithoutPixelsIsADamagedImage() throws IOException {
        Path file =
                Files.write(
                        folder.resolve("photo.heic"),
                        "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"
                                .getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ImageFiles.read(file))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("image");
    }

    /** What comes of damage is an image or a reason, and the next image is read. */
    @ParameterizedTest
    @CsvSource({"tif", "svg"})
    void noCutAndNoFlipBreaksTheReader(String format) throws Exception {
        Path file = folder.resolve("odd");
        byte[] sound;
        if (format.equals("svg")) {
            sound =
                    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M1 1L8 8Z'/></svg>"
                            .getBytes(StandardCharsets.UTF_8);
        } else {
            ImageIO.write(
                    ImageFiles.toBufferedImage(Clips.numbered(64, 48, 5)), format, file.toFile());
            sound = Files.readAllBytes(file);
        }
        Random random = new Random(3);
        for (int round = 0; round < 100; round++) {
            byte[] bytes = Arrays.copyOf(sound, 1 + random.nextInt(sound.length));
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                ImageFiles.read(Files.write(file, bytes));
            } catch (UnreadableImageException e) {
                assertThat(e).message().isNotEmpty();
            }
        }
    }
}

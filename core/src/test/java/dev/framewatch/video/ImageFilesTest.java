package dev.framewatch.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.testing.Images;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images in various formats: each is read as upright 8-bit RGB, or rejected with a reason. */
class ImageFilesTest {
    @TempDir private Path folder;

    private Path file(String name) {
        return folder.resolve(name);
    }

    private Path png(BufferedImage image) throws IOException {
        Path file = file("image.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static int[] pixel(RgbImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        byte[] rgb = image.rgb();
        return new int[] {rgb[at] & 255, rgb[at + 1] & 255, rgb[at + 2] & 255};
    }

    @Test
    void aJpegKeepsItsColours() throws Exception {
        Images.writeJpeg(file("a.jpg"), Clips.numbered(160, 96, 90));

        RgbImage result = ImageFiles.read(file("a.jpg"));

        assertThat(result.width()).isEqualTo(160);
        assertThat(result.height()).isEqualTo(96);
        assertThat(Clips.numberOf(result)).isEqualTo(90);
        assertThat(pixel(result, 80, 36)[0]).isCloseTo(200, within(8));
        assertThat(pixel(result, 80, 36)[2]).isCloseTo(30, within(8));
    }

    @Test
    void contentDecidesTheKindNotTheName() throws Exception {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(2, 1, 0x102030);
        Path file = Files.move(png(image), file("wrong.jpg"));

        assertThat(pixel(ImageFiles.read(file), 2, 1)).containsExactly(0x10, 0x20, 0x30);
    }

    @Test
    void greyStaysAsBrightAsItIs() throws Exception {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(1, 0, 0, 100);

        RgbImage result = ImageFiles.read(png(image));

        assertThat(pixel(result, 0, 0)).containsExactly(0, 0, 0);
        assertThat(pixel(result, 1, 0)).containsExactly(100, 100, 100);
    }

    @Test
    void sixteenBitsBecomeEight() throws Exception {
        BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        grey.getRaster().setSample(1, 0, 0, 0x8080);
        assertThat(pixel(ImageFiles.read(png(grey)), 1, 0)).containsExactly(128, 128, 128);

        var model =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        false,
                        false,
                        Transparency.OPAQUE,
                        DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
        raster.setPixel(0, 0, new int[] {0xFFFF, 0x4040, 0});
        RgbImage colour = ImageFiles.read(png(new BufferedImage(model, raster, false, null)));
        assertThat(pixel(colour, 0, 0)).containsExactly(255, 64, 0);
    }

    @Test
    void transparencyBecomesWhite() throws Exception {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00FF0000);
        image.setRGB(1, 0, 0x80FF0000);
        image.setRGB(2, 0, 0xFFFF0000);

        RgbImage result = ImageFiles.read(png(image));

        assertThat(pixel(result, 0, 0)).containsExactly(255, 255, 255);
        assertThat(pixel(result, 1, 0)).containsExactly(255, 127, 127);
        assertThat(pixel(result, 2, 0)).containsExactly(255, 0, 0);
    }

    @Test
    void palettesAreLookedUp() throws Exception {
        byte[] reds = {0, (byte) 200, 0};
        byte[] greens = {0, 10, 0};
        byte[] blues = {0, 20, 0};
        byte[] alphas = {(byte) 255, (byte) 255, 0};
        var palette = new IndexColorModel(2, 3, reds, greens, blues, alphas);
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
        image.getRaster().setSample(1, 0, 0, 1);
        image.getRaster().setSample(2, 0, 0, 2);

        RgbImage result = ImageFiles.read(png(image));

        assertThat(pixel(result, 0, 0)).containsExactly(0, 0, 0);
        assertThat(pixel(result, 1, 0)).containsExactly(200, 10, 20);
        assertThat(pixel(result, 2, 0)).containsExactly(255, 255, 255);
    }

    /** Photoshop's format: with an Adobe marker and inverted ink values. */
    @Test
    void cmykBecomesRgb() throws Exception {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                raster.setPixel(x, y, new int[] {255, 0, 0, 255}); // no cyan, no black
            }
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(written)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        byte[] adobe =
                ByteBuffer.allocate(16)
                        .putShort((short) 0xFFEE)
                        .putShort((short) 14)
                        .put("Adobe".getBytes(StandardCharsets.ISO_8859_1))
                        .putShort((short) 100)
                        .array();
        Path file = Files.write(file("cmyk.jpg"), afterFirstMarker(written.toByteArray(), adobe));

        int[] red = pixel(ImageFiles.read(file), 8, 8);

        assertThat(red[0]).isGreaterThan(180);
        assertThat(red[1]).isLessThan(80);
        assertThat(red[2]).isLessThan(80);
    }

    private static byte[] afterFirstMarker(byte[] jpeg, byte[] segment) {
        return ByteBuffer.allocate(jpeg.length + segment.length)
                .put(jpeg, 0, 2)
                .put(segment)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    @ParameterizedTest
    @CsvSource({
        "UklGRhwAAABXRUJQVlA4TA8AAAAvB8AAAAcQ/Y/+ByKi/wEA, 8, 4, 254, 0, 0",
        "UklGRjgAAABXRUJQVlA4ICwAAACQAQCdASoQAAgAAgA0JaACdLoAA5gA/vmTb/+QH/+QH/+QH/8gP+IXeyAwAA==,"
                + "16, 8, 0, 0, 254"
    })
    void webpIsRead(String base64, int width, int height, int red, int green, int blue)
            throws Exception {
        Files.write(file("a.webp"), Base64.getDecoder().decode(base64));

        RgbImage result = ImageFiles.read(file("a.webp"));

        assertThat(result.width()).isEqualTo(width);
        assertThat(result.height()).isEqualTo(height);
        int[] pixel = pixel(result, 3, 2);
        assertThat(pixel[0]).isCloseTo(red, within(5));
        assertThat(pixel[1]).isCloseTo(green, within(5));
        assertThat(pixel[2]).isCloseTo(blue, within(5));
    }

    /**
     * Applies the inverse of each orientation to an upright image, so that reading makes it upright
     * again.
     */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "4, 4", "5, 5", "6, 8", "7, 7", "8, 6"})
    void exifOrientationIsFollowed(int orientation, int undone) throws Exception {
        RgbImage upright = Clips.numbered(160, 96, 77);
        Images.writeJpeg(file("plain.jpg"), Images.turned(upright, undone));
        Path file = withOrientation(file("plain.jpg"), orientation);

        RgbImage result = ImageFiles.read(file);

        assertThat(result.width()).isEqualTo(160);
        assertThat(Clips.numberOf(result)).isEqualTo(77);
        assertThat(Clips.isRed(result, 80, 36)).isTrue();
        assertThat(Clips.isRed(result, 80, 80)).isFalse();
    }

    /**
     * TIFF 6.0: orientation 6 means that the first stored row is the right side of the image shown.
     */
    @Test
    void orientationSixTurnsClockwise() {
        RgbImage stored = new RgbImage(2, 1, new byte[] {1, 1, 1, 2, 2, 2});

        RgbImage upright = Images.turned(stored, 6);

        assertThat(upright.width()).isEqualTo(1);
        assertThat(pixel(upright, 0, 0)).containsExactly(1, 1, 1);
        assertThat(pixel(upright, 0, 1)).containsExactly(2, 2, 2);
        RgbImage tall = Images.turned(new RgbImage(1, 2, new byte[] {1, 1, 1, 2, 2, 2}), 6);
        assertThat(pixel(tall, 1, 0)).containsExactly(1, 1, 1);
    }

    private Path withOrientation(Path jpeg, int orientation) throws IOException {
        byte[] bytes = Files.readAllBytes(jpeg);
        byte[] exif =
                ByteBuffer.allocate(36)
                        .putShort((short) 0xFFE1)
                        .putShort((short) 34)
                        .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                        .putInt(8)
                        .putShort((short) 1)
                        .putShort((short) 0x0112)
                        .putShort((short) 3)
                        .putInt(1)
                        .putShort((short) orientation)
                        .putShort((short) 0)
                        .putInt(0)
                        .array();
        return Files.write(file("exif.jpg"), afterFirstMarker(bytes, exif));
    }

    @Test
    void aPictureBeyondTheLimitIsRefusedBeforeItsPixelsAreRead() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        byte[] header =
                ByteBuffer.allocate(17)
                        .put("IHDR".getBytes(StandardCharsets.ISO_8859_1))
                        .putInt(30_000)
                        .putInt(30_000)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array();
        CRC32 crc = new CRC32();
        crc.update(header);
        out.write(ByteBuffer.allocate(4).putInt(13).array());
        out.write(header);
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        out.write(ByteBuffer.allocate(12).putInt(4).put(new byte[] {'I', 'D', 'A', 'T'}).array());

        assertUnreadable(Files.write(file("huge.png"), out.toByteArray()), "30000x30000 pixels");
    }

    @Test
    void largePicturesAreReadCoarser() throws Exception {
        Path file = png(new BufferedImage(7000, 6000, BufferedImage.TYPE_BYTE_GRAY));

        RgbImage result = ImageFiles.read(file);

        assertThat(result.width()).isEqualTo(3500);
        assertThat(result.height()).isEqualTo(3000);
    }

    @Test
    void aPictureThatIsCutOffIsRefused() throws IOException {
        Images.writeJpeg(file("a.jpg"), Clips.numbered(160, 96, 90));
        byte[] bytes = Files.readAllBytes(file("a.jpg"));

        assertUnreadable(
                Files.write(file("cut.jpg"), Arrays.copyOf(bytes, bytes.length * 2 / 3)),
                "truncated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp"})
    void noCutAndNoFlipBreaksTheReader(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(ImageFiles.toBufferedImage(Clips.numbered(64, 48, 5)), format, out);
        byte[] sound = out.toByteArray();
        var random = new java.util.Random(3);
        for (int round = 0; round < 100; round++) {
            byte[] bytes = Arrays.copyOf(sound, 1 + random.nextInt(sound.length));
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(file("odd"), bytes);
            try {
                ImageFiles.read(file);
            } catch (UnreadableImageException e) {
                assertThat(e).message().isNotEmpty();
            }
        }
    }

    @Test
    void filesOtherThanImagesAreIdentified() throws IOException {
        assertUnreadable(file("missing.jpg"), "no such file");
        assertUnreadable(folder, "a folder, not a file");
        assertUnreadable(Files.createFile(file("empty.jpg")), "empty file (0 bytes)");
        assertUnreadable(
                Files.writeString(file("page.jpg"), "<html></html>"),
                "it appears to be a web page");
        assertUnreadable(
                Clips.write(file("clip.mp4"), VideoEncoding.Codec.H264, 2, 10),
                "it appears to be an MP4 video");
    }

    private static void assertUnreadable(Path file, String reason) {
        assertThatThrownBy(() -> ImageFiles.read(file))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void nothingIsLeftOfAPictureThatCannotBeWritten() throws IOException {
        Path taken = Files.createDirectory(file("taken.jpg"));
        Files.createFile(taken.resolve("inside"));

        assertThatThrownBy(() -> Images.writeJpeg(taken, Clips.numbered(64, 48, 5)))
                .isInstanceOf(IOException.class);

        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(taken);
        }
    }
}

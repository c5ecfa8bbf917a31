package dev.framewatch.video;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * Encodes images in VC-1 (SMPTE 421M), for which ffmpeg has no encoder: intra pictures whose blocks
 * have a single colour each, so that only the DC coefficients are coded.
 *
 * @param advanced whether to use the advanced profile (VC-1), not the main one (WMV3)
 */
record Vc1Writer(boolean advanced) {
    private static final int QUANTIZER = 4;
    private static final double PIXELS_PER_LEVEL = 1.125;
    private static final String LUMA_ESCAPE = binary(0x6078f, 24);
    private static final String CHROMA_ESCAPE = binary(0x60888f, 23);

    private static String binary(int value, int digits) {
        return Integer.toBinaryString(1 << digits | value).substring(1);
    }

    /** Returns an elementary stream as ffmpeg's demuxers "vc1test" and "vc1" read it. */
    byte[] stream(List<RgbImage> images, int framesPerSecond) {
        RgbImage first = images.getFirst();
        return advanced
                ? advancedStream(images, first)
                : mainStream(images, first, framesPerSecond);
    }

    private byte[] mainStream(List<RgbImage> images, RgbImage first, int framesPerSecond) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(littleEndian(images.size() | 0xC5 << 24, 4));
        out.writeBytes(new byte[] {0x40, 1, 0, 1}); // main profile, fast transform
        out.writeBytes(littleEndian(first.height(), first.width(), 12, 0, 0, framesPerSecond));
        for (int i = 0; i < images.size(); i++) {
            byte[] picture = bytes(picture(images.get(i)));
            out.writeBytes(littleEndian(picture.length | 0x80 << 24, i));
            out.writeBytes(picture);
        }
        return out.toByteArray();
    }

    private static byte[] littleEndian(int... values) {
        ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        out.asIntBuffer().put(values);
        return out.array();
    }

    private byte[] advancedStream(List<RgbImage> images, RgbImage first) {
        String size = binary(first.width() / 2 - 1, 12) + binary(first.height() / 2 - 1, 12);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        unit(out, 0x0F, "11" + "011" + "01" + "000" + "00000" + "0" + size + "00001000");
        unit(out, 0x0E, "01" + "0".repeat(14));
        images.forEach(image -> unit(out, 0x0D, picture(image)));
        return out.toByteArray();
    }

    /** Writes a unit with its start code, which does not occur within it. */
    private static void unit(ByteArrayOutputStream out, int type, String bits) {
        out.writeBytes(new byte[] {0, 0, 1, (byte) type});
        int zeros = 0;
        for (byte octet : bytes(bits + "1")) {
            if (zeros >= 2 && (octet & 255) <= 3) {
                out.write(3);
                zeros = 0;
            }
            out.write(octet);
            zeros = octet == 0 ? zeros + 1 : 0;
        }
    }

    private static byte[] bytes(String bits) {
        String padded = bits + "0".repeat((8 - bits.length() % 8) % 8);
        byte[] signed = new BigInteger("1" + padded, 2).toByteArray();
        return Arrays.copyOfRange(signed, 1, signed.length);
    }

    private String picture(RgbImage image) {
        String quantizer = binary(QUANTIZER, 5) + "0";
        StringBuilder bits = new StringBuilder();
        if (advanced) {
            bits.append("110").append("0").append(quantizer);
            bits.append("0").append("010").append("0".repeat(image.height() / 16));
        } else {
            bits.append("00").append("0").append("0000000").append(quantizer);
        }
        bits.append("000"); // first tables
        IntBinaryOperator y = (x, row) -> level(image, 8, x, row, 0.257, 0.504, 0.098, 16);
        IntBinaryOperator cb = (x, row) -> level(image, 16, x, row, -0.148, -0.291, 0.439, 128);
        IntBinaryOperator cr = (x, row) -> level(image, 16, x, row, 0.439, -0.368, -0.071, 128);
        for (int row = 0; row < image.height() / 16; row++) {
            for (int x = 0; x < image.width() / 16; x++) {
                bits.append("1").append(advanced ? "" : "0"); // no AC coefficients, no prediction
                for (int block = 0; block < 4; block++) {
                    code(bits, y, 2 * x + block % 2, 2 * row + block / 2, "1", LUMA_ESCAPE);
                }
                code(bits, cb, x, row, "00", CHROMA_ESCAPE);
                code(bits, cr, x, row, "00", CHROMA_ESCAPE);
            }
        }
        return bits.toString();
    }

    /** Codes the difference of a block to the block on the left or above that predicts it. */
    private void code(
            StringBuilder bits,
            IntBinaryOperator levels,
            int x,
            int row,
            String same,
            String escape) {
        int left = neighbour(levels, x - 1, row);
        int above = neighbour(levels, x, row - 1);
        int corner = neighbour(levels, x - 1, row - 1);
        int predicted = Math.abs(above - corner) <= Math.abs(corner - left) ? left : above;
        int difference = levels.applyAsInt(x, row) - predicted;
        if (difference == 0) {
            bits.append(same);
        } else {
            bits.append(escape).append(binary(Math.abs(difference), 8));
            bits.append(difference < 0 ? "1" : "0");
        }
    }

    private int neighbour(IntBinaryOperator levels, int x, int row) {
        return x < 0 || row < 0 ? advanced ? 0 : 128 : levels.applyAsInt(x, row);
    }

    /** Returns the quantized component of the mean colour of a square. */
    private int level(
            RgbImage image,
            int side,
            int column,
            int row,
            double red,
            double green,
            double blue,
            int offset) {
        double sum = 0;
        for (int y = row * side; y < (row + 1) * side; y++) {
            for (int x = column * side; x < (column + 1) * side; x++) {
                int at = 3 * (y * image.width() + x);
                byte[] rgb = image.rgb();
                sum +=
                        red * (rgb[at] & 255)
                                + green * (rgb[at + 1] & 255)
                                + blue * (rgb[at + 2] & 255);
            }
        }
        double value = sum / (side * side) + offset - (advanced ? 128 : 0);
        return (int) Math.round(value / PIXELS_PER_LEVEL);
    }
}

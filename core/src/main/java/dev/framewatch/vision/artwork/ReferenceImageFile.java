package dev.framewatch.vision.artwork;

import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.LocalFeatureExtractor;
import dev.framewatch.vision.LocalFeatures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The file format of reference images in target files: a PNG with its key points in a private
 * chunk, since computing them dominates the time to load a target. Other programs ignore the chunk
 * (PNG specification, 5.4: ancillary, private, unsafe to copy).
 */
public final class ReferenceImageFile {
    private static final byte[] CHUNK = "fwKP".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;

    /** Length of the PNG signature in bytes; the header chunk that follows must be the first. */
    private static final int SIGNATURE = 8;

    private static final int HEADER = 25;

    /** Bytes of a chunk besides its content: length, type and checksum. */
    private static final int AROUND = 12;

    private static final int NUMBERS = 4;
    private static final int POINT = NUMBERS * Float.BYTES + LocalFeatures.LENGTH;

    private ReferenceImageFile() {}

    /**
     * Encodes a reference image as a PNG with key points.
     *
     * @param planarObject created from this image
     */
    public static byte[] png(RgbImage reference, PlanarObject planarObject) throws IOException {
        byte[] png = ImageFiles.png(reference);
        byte[] content = content(planarObject.points());
        CRC32 crc = new CRC32();
        crc.update(CHUNK);
        crc.update(content);
        ByteArrayOutputStream out = new ByteArrayOutputStream(png.length + content.length + AROUND);
        out.write(png, 0, SIGNATURE + HEADER);
        out.writeBytes(number(content.length));
        out.writeBytes(CHUNK);
        out.writeBytes(content);
        out.writeBytes(number((int) crc.getValue()));
        out.write(png, SIGNATURE + HEADER, png.length - SIGNATURE - HEADER);
        return out.toByteArray();
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] content(ReferenceKeypoints points) {
        ByteBuffer content = ByteBuffer.allocate(1 + POINT * points.count()).put(VERSION);
        for (int i = 0; i < points.count(); i++) {
            content.putFloat(points.u()[i])
                    .putFloat(points.v()[i])
                    .putFloat(points.size()[i])
                    .putFloat(points.angle()[i])
                    .put(points.descriptors(), LocalFeatures.LENGTH * i, LocalFeatures.LENGTH);
        }
        return content.array();
    }

    /**
     * Decodes a planar object. Key points are recomputed if the file has none, or those of another
     * version.
     *
     * @param png output of {@link #png}, or any image file
     * @throws UnreadableImageException if it is not an image
     * @throws UnsuitableReferenceException if the image is not usable or its key points are damaged
     */
    public static PlanarObject artwork(byte[] png, LocalFeatureExtractor extractor)
            throws UnreadableImageException {
        RgbImage reference = ImageFiles.read(png);
        ByteBuffer content = chunk(png);
        return content == null || !content.hasRemaining() || content.get() != VERSION
                ? PlanarObject.of(reference, extractor)
                : PlanarObject.of(reference, points(content));
    }

    /** Returns the content of the key-point chunk; null if there is none. */
    private static @Nullable ByteBuffer chunk(byte[] png) {
        ByteBuffer file = ByteBuffer.wrap(png);
        int at = SIGNATURE;
        while (at >= SIGNATURE && at <= png.length - AROUND) {
            int length = file.getInt(at);
            if (length < 0 || length > png.length - at - AROUND) {
                return null;
            }
            int from = at + AROUND - Integer.BYTES;
            if (file.slice(at + Integer.BYTES, CHUNK.length).equals(ByteBuffer.wrap(CHUNK))) {
                return file.slice(from, length);
            }
            at += length + AROUND;
        }
        return null;
    }

    private static ReferenceKeypoints points(ByteBuffer content) {
        int count = Math.floorDiv(content.remaining(), POINT);
        if (count * POINT != content.remaining() || count > ReferenceKeypoints.MAX) {
            throw damaged();
        }
        float[][] numbers = new float[NUMBERS][count];
        byte[] descriptors = new byte[LocalFeatures.LENGTH * count];
        for (int i = 0; i < count; i++) {
            for (float[] column : numbers) {
                column[i] = content.getFloat();
            }
            content.get(descriptors, LocalFeatures.LENGTH * i, LocalFeatures.LENGTH);
            if (!isPoint(numbers[0][i], numbers[1][i], numbers[2][i], numbers[3][i])) {
                throw damaged();
            }
        }
        return ReferenceKeypoints.of(numbers[0], numbers[1], numbers[2], numbers[3], descriptors);
    }

    /** Returns whether a point is near the object, of sensible size, and its angle in range. */
    private static boolean isPoint(float u, float v, float size, float angle) {
        return u >= -1
                && u <= 2
                && v >= -1
                && v <= 2
                && size > 0
                && size <= 4
                && angle >= 0
                && angle <= 7;
    }

    private static UnsuitableReferenceException damaged() {
        return new UnsuitableReferenceException(
                "its key points are damaged; enrol the artwork again");
    }
}
